"""Asking a language model at an OpenAI-compatible address, and reading whatever comes back."""

from __future__ import annotations

import json
import os
import re
import time
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from graph.model import PolicyError

if TYPE_CHECKING:
    from datetime import date
    from http.client import HTTPResponse

_LARGEST = 8_000_000  # bytes of an answer
_DAY = 86_400  # seconds
_TRIES = 1000  # places at which a broken answer is tried for a whole object
_HERE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a language model is asked, and how.

    Attributes
    ----------
    address
        Any OpenAI-compatible address: its root, its ``/v1``, or the whole of ``…/chat/completions``.
    model
        The name of the model there.
    key_variable
        The environment variable that holds the key; if it is not set, none is sent. The key is kept nowhere else.
    timeout
        Seconds in which the whole answer must be there.
    temperature
        0 for the likeliest answer.
    precision
        Share of right claims among those of this model that passed the checks on annotated articles; ``None`` if nobody measured it.

    Raises
    ------
    PolicyError
        If the address, the timeout or the precision can never work.

    Examples
    --------
    >>> Endpoint("http://localhost:11434", "some-model").url
    'http://localhost:11434/v1/chat/completions'
    >>> Endpoint("https://models.example.org/api/v1/", "some-model").url
    'https://models.example.org/api/v1/chat/completions'
    """

    address: str
    model: str
    key_variable: str = "POLICY_GRAPH_MODEL_KEY"
    timeout: float = 120.0
    temperature: float = 0.0
    precision: float | None = None

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.address)
            usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
        except ValueError:
            usable = False
        if not usable or not self.address.isascii() or re.search(r"[\s\x00-\x1f\x7f]", self.address):
            raise PolicyError("the address of a language model begins with http:// or https:// and names a server, such as http://localhost:11434/v1")
        if parts.username is not None or parts.password is not None:
            raise PolicyError(f"the address of a language model must hold no user or password; put the key into the environment variable {self.key_variable}")
        if not 0 < self.timeout <= _DAY:
            raise PolicyError(f"the timeout of a language model is a number of seconds above 0 and at most a day, not {self.timeout}")
        if self.precision is not None and not 0 <= self.precision <= 1:
            raise PolicyError(f"the precision of a language model lies between 0 and 1, not at {self.precision}")

    @property
    def url(self) -> str:
        """The address that is called."""
        parts = urlsplit(self.address)
        path = parts.path.rstrip("/")
        if not path.endswith("/chat/completions"):
            path = f"{path or '/v1'}/chat/completions"
        return parts._replace(path=path, fragment="").geturl()

    @property
    def server(self) -> str:
        """The server's name, which is all that notes say of the address."""
        return urlsplit(self.address).netloc


class _Stay(HTTPRedirectHandler):
    """Follow no redirection: a key is for the server that the user named."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Refuse."""


class _Told(Exception):  # noqa: N818 - it is an answer, not a fault
    """What went wrong, as one line."""


def prompt() -> str:
    """Return what the model is told: ``prompt.md`` beside this file."""
    return Path(__file__).with_name("prompt.md").read_text(encoding="utf-8")


def ask(body: str, published: date | None, endpoint: Endpoint) -> tuple[str, str]:
    """Ask a model for the claims of an article.

    Parameters
    ----------
    body
        The raw body.
    published
        The day of publication, ``None`` if it is not known.
    endpoint
        Where to ask.

    Returns
    -------
    tuple
        What the model wrote, and a one-line note if something went wrong; one of them may be empty.

    Examples
    --------
    >>> ask("누리톡은 쉰다.", None, Endpoint("http://127.0.0.1:9", "some-model"))
    ('', '127.0.0.1:9: cannot be reached (Connection refused)')
    """
    messages = [{"role": "system", "content": prompt()}, {"role": "user", "content": f"published: {published or 'unknown'}\n\n{body}"}]
    request: dict[str, Any] = {"model": endpoint.model, "messages": messages, "temperature": endpoint.temperature, "stream": False, "response_format": {"type": "json_object"}}
    ends = time.monotonic() + endpoint.timeout
    key = os.environ.get(endpoint.key_variable, "").strip()
    try:
        return _content(_sent(request, endpoint, key, ends))
    except _Told as told:
        line = _one_line(str(told))
        return "", f"{endpoint.server}: {line.replace(key, '…') if key else line}"


def _sent(request: dict[str, Any], endpoint: Endpoint, key: str, ends: float) -> bytes:
    """Send a request; if the server does not know JSON mode or the temperature, send it again without."""
    while True:
        try:
            return _once(request, endpoint, key, ends)
        except HTTPError as error:
            with error:
                told = _error_text(error, key, ends)
            unknown = [option for option in ("response_format", "temperature") if option in request and option in told]
            if error.code not in (400, 422) or not unknown:
                # The rest of a long message is cut only after the key is taken out of it.
                raise _Told(f"{error.code} {error.reason}{': ' if told else ''}{told[:300]}") from None
            request = {name: value for name, value in request.items() if name not in unknown}


def _error_text(error: HTTPError, key: str, ends: float) -> str:
    try:
        told = _whole(error.fp, ends).decode("utf-8", "replace") if error.fp else ""
    except (OSError, HTTPException, _Told):
        return ""
    return _one_line(told.replace(key, "…") if key else told)


def _once(request: dict[str, Any], endpoint: Endpoint, key: str, ends: float) -> bytes:
    data = json.dumps(request, ensure_ascii=True).encode()
    call = Request(endpoint.url, data, {"Content-Type": "application/json", "Accept": "application/json"})  # noqa: S310 - Endpoint lets only http and https pass
    if key:
        if not re.fullmatch(r"[!-~]+", key):
            raise _Told(f"the key in {endpoint.key_variable} holds a sign that cannot be sent")
        if call.type != "https" and urlsplit(endpoint.address).hostname not in _HERE:
            raise _Told(f"the key in {endpoint.key_variable} is sent only over https, or to this computer")
        call.add_unredirected_header("Authorization", f"Bearer {key}")
    late = f"no whole answer within {endpoint.timeout:g} seconds"
    left = ends - time.monotonic()
    if left <= 0:
        raise _Told(late)
    try:
        # What is for this computer goes through no proxy.
        here = [ProxyHandler({})] if urlsplit(endpoint.address).hostname in _HERE else []
        with build_opener(_Stay, *here).open(call, timeout=left) as response:
            return _whole(response, ends)
    except HTTPError:
        raise
    except TimeoutError:
        raise _Told(late) from None
    except URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise _Told(late) from None
        raise _Told(f"cannot be reached ({getattr(error.reason, 'strerror', None) or error.reason})") from None
    except (OSError, HTTPException, ValueError) as error:
        # Their texts may hold what was sent.
        raise _Told(f"does not answer as a server of language models ({type(error).__name__})") from None


def _whole(response: HTTPResponse | Any, ends: float) -> bytes:
    """Read an answer to its end, however slowly it trickles in, unless it is late or too long."""
    parts: list[bytes] = []
    size = 0
    while part := response.read1(65536) if hasattr(response, "read1") else response.read():
        parts.append(part)
        size += len(part)
        if time.monotonic() > ends:
            raise TimeoutError
        if size > _LARGEST:
            raise _Told(f"the answer is longer than {_LARGEST} bytes")
    return b"".join(parts)


def _content(answer: bytes) -> tuple[str, str]:
    """Return what the model wrote, and a note if it was cut off."""
    try:
        choice = json.loads(answer)["choices"][0]
        written = choice["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise _Told("the answer is not that of a chat model (no choices[0].message.content)") from None
    if isinstance(written, list):
        written = "".join(part["text"] for part in written if isinstance(part, dict) and isinstance(part.get("text"), str))
    if not isinstance(written, str) or not written.strip():
        raise _Told("the model wrote nothing")
    return written, "the model's answer was cut off at its greatest length" if choice.get("finish_reason") == "length" else ""


def read_answer(written: str) -> tuple[list[Any], str]:
    """Read the claims that a model wrote, though prose may stand around them and the end may be missing.

    Parameters
    ----------
    written
        What the model wrote.

    Returns
    -------
    tuple
        The claims as they are, unchecked, and a one-line note if the answer is not one piece of JSON.

    Examples
    --------
    >>> read_answer('{"claims": [{"relation": "urged"}]}')
    ([{'relation': 'urged'}], '')
    >>> read_answer('Sure! {"claims": [{"relation": "urged"}, {"relation": "pled')
    ([{'relation': 'urged'}], 'the answer is broken JSON; 1 whole claim read')
    >>> read_answer("I cannot do that.")
    ([], 'the answer holds no JSON')
    """
    bare = re.sub(r"^\s*(?:<think>.*?</think>)?\s*(?:```\w*\s*\n)?|\n?\s*```\s*$", "", written, flags=re.DOTALL)
    try:
        return _claims(_DECODER.decode(bare)), ""
    except (ValueError, RecursionError):
        pass
    values, skipped = _whole_values(bare)
    # Of what lies around in pieces only what says its relation is a claim.
    found = [claim for value in values for claim in _claims(value) if isinstance(claim, dict) and "relation" in claim]
    if not skipped and values:
        return found, ""
    if not skipped:
        return [], "the answer holds no JSON"
    return found, f"the answer is broken JSON; {len(found)} whole claim{'' if len(found) == 1 else 's'} read"


def _no_number(word: str) -> Any:
    raise ValueError(word)


_DECODER = json.JSONDecoder(parse_constant=_no_number)


def _whole_values(text: str) -> tuple[list[Any], bool]:
    """Return the JSON values that stand whole in a text, and whether one began that does not end."""
    values: list[Any] = []
    at = 0
    skipped = 0
    while skipped < _TRIES and (begin := re.compile(r"[{\[]").search(text, at)):
        try:
            value, at = _DECODER.raw_decode(text, begin.start())
            values.append(value)
        except (ValueError, RecursionError):
            # A bracket in prose begins nothing.
            skipped += bool(re.compile(r'[{\[]\s*["{\[]').match(text, begin.start()))
            at = begin.end()
    return values, bool(skipped)


def _claims(value: Any) -> list[Any]:
    if isinstance(value, dict) and isinstance(value.get("claims"), list):
        return list(value["claims"])
    return list(value) if isinstance(value, list) else [value] if value else []


def _one_line(text: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
