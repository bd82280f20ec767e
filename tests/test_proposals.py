"""What a language model proposes enters only if the article says it; whatever goes wrong, the rules' claims stay."""

import json
import re
import threading
import time
import unicodedata
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.extract.claims import Claim, Extraction, Named
from graph.extract.language_model.endpoint import Endpoint, read_answer
from graph.extract.language_model.evidence import find_evidence, fold
from graph.extract.language_model.proposals import Refused, agreement, join, judge, propose
from graph.extract.text.layout import Span
from graph.model import PolicyError

DAY = date(2031, 4, 9)
MET = "한가람 누리톡 대표와 오세린 새벽상사 이사는 8일 달빛회관에서 열린 ‘동네가게 상생 간담회’에 참석했다."
GIVES = "누리톡은 내년부터 3년간 소상공인 2만명에게 120억원을 지원하기로 했다."
CUTS = "또 중개 수수료를 9%에서 6%로 낮추기로 했다."
DENIES = "새벽상사는 수수료를 낮출 계획이 없다고 밝혔다."
VAGUE = "새벽상사는 정산 주기 단축을 검토하겠다고 했다."
RUMOUR = "새벽상사가 물류센터 증설을 추진하는 것으로 알려졌다."
ABSENT = "남궁솔 별빛페이 대표는 간담회에 불참했다."
BOTH = "한가람 대표는 간담회에 참석했고, 남궁솔 대표는 불참했다."
RUNS = "별빛페이는 ‘별빛지갑’을 운영한다."
SPEAKS = "오세린 이사는 별빛페이를 “너무 느리다”고 비판했다."
FORMER = "표도현 전 별빛페이 대표는 누리톡의 결정을 환영했다."
BODY = "\n".join([MET, GIVES + " " + CUTS, DENIES, VAGUE, RUMOUR, ABSENT, BOTH, RUNS, SPEAKS, FORMER])

FIRM = {"name": "누리톡", "kind": "firm"}
DAWN = {"name": "새벽상사", "kind": "firm"}
STAR = {"name": "별빛페이", "kind": "firm"}
EVENT = {"name": "동네가게 상생 간담회", "kind": "event"}


def span(text, body=BODY):
    return Span(body.index(text), body.index(text) + len(text))


def everywhere(form):
    return tuple(Span(*found.span()) for found in re.finditer(form, BODY))


ENTITIES = (
    Named("한가람", "person", everywhere("한가람")),
    Named("오세린", "person", everywhere("오세린")),
    Named("남궁솔", "person", everywhere("남궁솔")),
    Named("누리톡", "firm", everywhere("누리톡"), id="org/nuritok", why="name"),
    Named("새벽상사", "firm", everywhere("새벽상사")),
    Named("별빛페이", "firm", everywhere("별빛페이")),
    Named("동네가게 상생 간담회", "event", everywhere("동네가게 상생 간담회|(?<=는 )간담회")),
)
RULE = Claim("pledged", ("누리톡", "firm"), ("소상공인 2만명에게 120억원을 지원", None), span(GIVES), "pledged resolved", period="P3Y", confidence=0.8)
READ = Extraction(BODY, ENTITIES, (RULE,), ("a note",))


def proposal(relation, subject, target, evidence, **more):
    return {"relation": relation, "subject": subject, "object": target if isinstance(target, dict) else {"name": target, "kind": None}, "evidence": evidence, **more}


def person(name):
    return {"name": name, "kind": "person"}


ATTENDED = proposal("attended", person("오세린"), EVENT, MET, date="2031-04-08")
PLEDGED = proposal("pledged", FIRM, "소상공인 2만명에게 120억원을 지원", GIVES, amounts=[{"value": 20000, "unit": "people"}, {"value": 12000000000, "unit": "KRW"}], period="P3Y", due="2032")
CHANGED = proposal("pledged", FIRM, "중개 수수료", CUTS, change={"from": 9, "to": 6, "unit": "percent"})


def why(row, read=READ, published=DAY):
    """The reason for which one proposal is refused, None if it passes."""
    passed, refused = judge([row], read.body, published, read, "llm:stand-in")
    return None if passed else refused[0].reason


# ---------------------------------------------------------------- a server that stands in for a model


@contextmanager
def server(*replies):
    """The address of a real server that gives these replies in turn, and what it was asked."""
    asked = []
    waiting = list(replies)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            text = self.rfile.read(int(self.headers["Content-Length"]))
            asked.append({"path": self.path, "headers": dict(self.headers), "json": json.loads(text)})
            status, body, headers = waiting.pop(0) if waiting else (500, b"", {})
            try:
                if callable(body):
                    body(self)
                    return
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except (BrokenPipeError, ConnectionResetError):
                pass

        def do_GET(self):
            asked.append({"path": self.path, "headers": dict(self.headers), "json": None})
            self.send_error(404)

        def log_message(self, *_):
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.daemon_threads = True
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{running.server_port}", asked
    finally:
        running.shutdown()
        thread.join()
        running.server_close()


def written(content, **choice):
    """The reply of a chat model that wrote this."""
    text = content if isinstance(content, str) or content is None else json.dumps(content, ensure_ascii=False)
    return 200, json.dumps({"choices": [{"message": {"role": "assistant", "content": text}, "finish_reason": "stop", **choice}]}).encode(), {"Content-Type": "application/json"}


def answered(*replies, timeout=20.0, **more):
    """What becomes of an article when the server gives these replies, and its name in notes."""
    with server(*replies) as (address, asked):
        return propose(BODY, DAY, READ, Endpoint(address, "stand-in", timeout=timeout, **more)), address.removeprefix("http://"), asked


# ---------------------------------------------------------------- good answers


def test_a_new_claim_is_appended_for_review_with_its_exact_place():
    found, _, _ = answered(written({"claims": [ATTENDED]}))

    claim = Claim("attended", ("오세린", "person"), ("동네가게 상생 간담회", "event"), span(MET), "llm:stand-in", date="2031-04-08", review=True)
    assert found.added == (claim,)
    assert found.extraction == Extraction(BODY, ENTITIES, (RULE, claim), ("a note",))
    assert (found.agreed, found.refused, found.notes) == ((), (), ())


def test_a_claim_that_a_rule_makes_too_stays_the_rules_with_more_confidence():
    found, _, _ = answered(written({"claims": [PLEDGED]}), precision=0.9)

    assert found.agreed == (replace(RULE, confidence=0.98),)
    assert found.extraction.claims == (replace(RULE, confidence=0.98),)
    assert found.added == ()
    assert RULE.confidence == 0.8


def test_a_measured_precision_is_the_confidence_of_what_the_model_adds():
    found, _, _ = answered(written({"claims": [ATTENDED]}), precision=0.7)

    assert [(claim.confidence, claim.review) for claim in found.added] == [(0.7, True)]


def test_a_change_is_read_with_the_subject_carried_over():
    found, _, _ = answered(written({"claims": [CHANGED]}))

    assert found.added == (Claim("pledged", ("누리톡", "firm"), ("중개 수수료", None), span(CUTS), "llm:stand-in", change={"from": 9, "to": 6, "unit": "percent"}, review=True),)


def test_an_entity_that_only_the_model_names_is_appended_with_its_places():
    found, _, _ = answered(written({"claims": [proposal("operates", STAR, {"name": "별빛지갑", "kind": "program"}, RUNS)]}))

    assert found.extraction.entities == (*ENTITIES, Named("별빛지갑", "program", (span("별빛지갑"),), why="language model"))


def test_a_new_entity_whose_letters_are_written_in_parts_has_its_places_in_the_raw_body():
    body = unicodedata.normalize("NFD", RUNS)
    passed, _ = judge([proposal("operates", STAR, {"name": "별빛지갑", "kind": "program"}, RUNS)], body, DAY, Extraction(body, (), ()), "llm:stand-in")
    joined = join(Extraction(body, (), ()), passed, None).extraction

    assert [(entity.name, [unicodedata.normalize("NFC", body[slice(*place)]) for place in entity.mentions]) for entity in joined.entities] == [("별빛페이", ["별빛페이"]), ("별빛지갑", ["별빛지갑"])]
    assert [body[slice(*claim.evidence)] for claim in joined.claims] == [body]


def test_what_is_asked_is_one_chat_request_in_json_mode(monkeypatch):
    monkeypatch.delenv("POLICY_GRAPH_MODEL_KEY", raising=False)
    _, _, asked = answered(written({"claims": []}))

    system, user = asked[0]["json"].pop("messages")
    assert asked[0]["json"] == {"model": "stand-in", "temperature": 0.0, "stream": False, "response_format": {"type": "json_object"}}
    assert (len(asked), asked[0]["path"], "Authorization" in asked[0]["headers"]) == (1, "/v1/chat/completions", False)
    assert user == {"role": "user", "content": f"published: 2031-04-09\n\n{BODY}"}
    assert system["content"].startswith("너는 한국어")


def test_the_example_of_the_prompt_passes_its_own_checks():
    from graph.extract.language_model.endpoint import prompt

    article, answer = prompt().split("published: 2031-04-09\n\n")[1].split("\n\n", 1)
    rows, note = read_answer(answer)
    passed, refused = judge(rows, article, DAY, Extraction(article, (), ()), "llm:stand-in")

    assert ([claim.relation for claim in passed], refused, note) == (["attended", "holds_post", "held_at", "pledged"], [], "")


# ---------------------------------------------------------------- the key


def test_the_key_comes_from_the_environment_and_is_never_told(monkeypatch):
    monkeypatch.setenv("STAND_IN_KEY", "sk-very-secret")
    refusal = json.dumps({"error": {"message": "Incorrect API key provided: sk-very-secret"}}).encode()
    found, name, asked = answered((401, refusal, {}), key_variable="STAND_IN_KEY")

    assert asked[0]["headers"]["Authorization"] == "Bearer sk-very-secret"
    assert found.notes == (f'{name}: 401 Unauthorized: {{"error": {{"message": "Incorrect API key provided: …"}}}}',)
    assert "secret" not in repr(found) + repr(Endpoint("http://localhost", "stand-in", key_variable="STAND_IN_KEY"))


def test_the_key_is_not_told_even_where_a_long_message_is_cut(monkeypatch):
    monkeypatch.setenv("STAND_IN_KEY", "sk-very-secret")
    found, _, _ = answered((401, b"x" * 290 + b"sk-very-secret", {}), key_variable="STAND_IN_KEY")

    assert "sk-" not in found.notes[0]


def test_the_key_follows_no_redirection(monkeypatch):
    monkeypatch.setenv("STAND_IN_KEY", "sk-very-secret")
    with server() as (elsewhere, stolen):
        found, name, _ = answered((302, b"", {"Location": f"{elsewhere}/v1"}), key_variable="STAND_IN_KEY")

    assert (stolen, found.notes) == ([], (f"{name}: 302 Found",))


@pytest.mark.parametrize("key", ["sk-very\nsecret", "비밀열쇠"])
def test_a_key_that_cannot_be_sent_is_told_by_the_name_of_its_variable(monkeypatch, key):
    monkeypatch.setenv("STAND_IN_KEY", key)
    found, name, asked = answered(written({"claims": []}), key_variable="STAND_IN_KEY")

    assert (asked, found.notes) == ([], (f"{name}: the key in STAND_IN_KEY holds a sign that cannot be sent",))


def test_a_key_is_not_sent_in_the_clear_to_another_computer(monkeypatch):
    monkeypatch.setenv("STAND_IN_KEY", "sk-very-secret")
    found = propose(BODY, DAY, READ, Endpoint("http://models.invalid/v1", "stand-in", "STAND_IN_KEY"))

    assert found.notes == ("models.invalid: the key in STAND_IN_KEY is sent only over https, or to this computer",)


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "localhost:11434", "http://", "http://a b/", "http://localhost:99999999", "https://user:pass@models.example.org", "http://localhost\r\nX: 1"]
)
def test_an_address_that_can_never_work_is_told_at_once(address):
    with pytest.raises(PolicyError, match="the address of a language model") as told:
        Endpoint(address, "stand-in")

    assert "pass@" not in str(told.value)


@pytest.mark.parametrize(("wrong", "message"), [({"timeout": 0}, "timeout"), ({"timeout": float("nan")}, "timeout"), ({"timeout": float("inf")}, "timeout"), ({"precision": 1.5}, "precision")])
def test_a_figure_that_can_never_work_is_told_at_once(wrong, message):
    with pytest.raises(PolicyError, match=message):
        Endpoint("http://localhost", "stand-in", **wrong)


# ---------------------------------------------------------------- bad answers


def test_a_server_that_does_not_know_json_mode_is_asked_again_without():
    refusal = (400, b'{"error": "unknown field response_format"}', {})
    found, _, asked = answered(refusal, written({"claims": [ATTENDED]}))

    assert ["response_format" in request["json"] for request in asked] == [True, False]
    assert (len(found.added), found.notes) == (1, ())


@pytest.mark.parametrize(
    ("reply", "note"),
    [
        ((500, b"<html>\n<b>out of memory</b>", {}), "500 Internal Server Error: <html> <b>out of memory</b>"),
        ((429, b"", {}), "429 Too Many Requests"),
        ((200, b"<html>", {}), "the answer is not that of a chat model (no choices[0].message.content)"),
        ((200, b"[]", {}), "the answer is not that of a chat model (no choices[0].message.content)"),
        ((200, b"[" * 100_000, {}), "the answer is not that of a chat model (no choices[0].message.content)"),
        ((200, b'{"choices": []}', {}), "the answer is not that of a chat model (no choices[0].message.content)"),
        ((200, b"\xff\xfe{", {}), "the answer is not that of a chat model (no choices[0].message.content)"),
        (written(None), "the model wrote nothing"),
        (written("  \n"), "the model wrote nothing"),
        (written("죄송하지만 답할 수 없습니다."), "the answer holds no JSON"),
        (written('{"claims": [{"relation": "atten'), "the answer is broken JSON; 0 whole claims read"),
        (written("[" * 50_000), "the answer is broken JSON; 0 whole claims read"),
        (written('{"claims": [{"relation": NaN}]}'), "the answer is broken JSON; 0 whole claims read"),
    ],
)
def test_what_goes_wrong_is_one_line_and_the_rules_claims_stay(reply, note):
    found, name, _ = answered(reply)

    assert (found.extraction, found.added, found.refused, found.notes) == (READ, (), (), (f"{name}: {note}",))


def test_a_server_that_is_not_there_is_one_line():
    found = propose(BODY, DAY, READ, Endpoint("http://127.0.0.1:9", "stand-in"))

    assert (found.extraction, found.notes) == (READ, ("127.0.0.1:9: cannot be reached (Connection refused)",))


def silent(handler):
    time.sleep(1.5)
    handler.close_connection = True


def trickling(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    for _ in range(40):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def broken_off(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"choices"')


def no_http(handler):
    handler.wfile.write(b"nonsense\r\n\r\n")


@pytest.mark.parametrize("slow", [silent, trickling])
def test_a_slow_answer_ends_at_the_timeout(slow):
    begun = time.monotonic()
    found, name, _ = answered((200, slow, {}), timeout=0.3)

    assert (found.extraction, found.notes) == (READ, (f"{name}: no whole answer within 0.3 seconds",))
    assert time.monotonic() - begun < 60


@pytest.mark.parametrize("reply", [broken_off, no_http])
def test_an_answer_that_breaks_off_is_one_line(reply):
    found, name, _ = answered((200, reply, {}))

    assert found.extraction == READ
    assert len(found.notes) == 1
    assert found.notes[0].startswith(f"{name}: ")


def test_an_answer_cut_off_keeps_its_whole_claims():
    text = json.dumps({"claims": [ATTENDED, CHANGED]}, ensure_ascii=False)[:-60]
    found, name, _ = answered(written(text, finish_reason="length"))

    assert [claim.relation for claim in found.added] == ["attended"]
    assert found.notes == (f"{name}: the model's answer was cut off at its greatest length", f"{name}: the answer is broken JSON; 1 whole claim read")


@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "Here are the claims [as asked]:\n{}\nHope this helps {{smile}}!",
        "```json\n{}\n```",
        "<think>누리톡은 …</think>\n{}",
    ],
)
def test_prose_around_the_json_does_no_harm(around):
    found, _, _ = answered(written(around.format(json.dumps({"claims": [ATTENDED]}, ensure_ascii=False))))

    assert ([claim.relation for claim in found.added], found.refused, found.notes) == (["attended"], (), ())


@pytest.mark.parametrize("shape", [lambda rows: rows, lambda rows: rows[0], lambda rows: "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)])
def test_a_list_one_claim_and_one_claim_a_line_are_read_too(shape):
    found, _, _ = answered(written(shape([ATTENDED])))

    assert ([claim.relation for claim in found.added], found.notes) == (["attended"], ())


def test_text_in_parts_is_read():
    status, body, headers = written("x")
    answer = json.loads(body)
    answer["choices"][0]["message"]["content"] = [{"type": "text", "text": json.dumps({"claims": [ATTENDED]})}, {"type": "image"}, 7]
    found, _, _ = answered((status, json.dumps(answer).encode(), headers))

    assert len(found.added) == 1


def test_a_claim_proposed_twice_counts_once():
    found, _, _ = answered(written({"claims": [ATTENDED, ATTENDED, PLEDGED, PLEDGED]}), precision=0.5)

    assert (len(found.added), [claim.confidence for claim in found.agreed]) == (1, [0.9])
    assert found.refused == (Refused(ATTENDED, "it was proposed already"), Refused(PLEDGED, "it was proposed already"))


def test_good_and_bad_proposals_of_one_answer_are_told_apart():
    wrong = {**PLEDGED, "period": "P5Y"}
    found, _, _ = answered(written({"claims": [wrong, 7, ATTENDED]}))

    assert [claim.relation for claim in found.added] == ["attended"]
    assert found.refused == (Refused(wrong, "the period P5Y is not in the evidence, which says P3Y"), Refused(7, "it is no JSON object"))
    assert [str(refused) for refused in found.refused] == [
        "누리톡 pledged 소상공인 2만명에게 120억원을 지원: the period P5Y is not in the evidence, which says P3Y",
        "? ? ?: it is no JSON object",
    ]


def test_a_refusal_is_one_line_without_signs_that_steer_a_terminal():
    assert str(Refused({"subject": {"name": "\x1b[31m나\n쁨"}}, "it is no text")) == "[31m나 쁨 ? ?: it is no text"


# ---------------------------------------------------------------- the checks


@pytest.mark.parametrize("row", [ATTENDED, PLEDGED, CHANGED, proposal("criticized", person("오세린"), STAR, SPEAKS), proposal("held_at", EVENT, {"name": "달빛회관", "kind": "place"}, MET)])
def test_what_the_article_says_passes(row):
    assert why(row) is None


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({**PLEDGED, "evidence": GIVES.replace("120억", "130억")}, "the quoted text is not in the article"),
        ({**PLEDGED, "evidence": "누리톡은 120억원을 지원하기로 했다."}, "the quoted text is not in the article"),
        ({**PLEDGED, "evidence": GIVES + " " + CUTS}, "the quoted text is not one sentence of the article"),
        ({**PLEDGED, "evidence": "…"}, "the quoted text is not in the article"),
        ({**PLEDGED, "evidence": CUTS + "\n" + DENIES}, "the quoted text is not one sentence of the article"),
    ],
)
def test_a_wrong_quotation_is_refused(row, reason):
    assert why(row) == reason


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (proposal("pledged", {"name": "누리동", "kind": "firm"}, "120억원을 지원", GIVES), "누리동 is not in the evidence, nor linked to it by the rules"),
        (proposal("pledged", DAWN, "120억원을 지원", GIVES), "새벽상사 is not in the evidence, nor linked to it by the rules"),
        (proposal("attended", person("세린"), EVENT, MET), "세린 is not in the evidence, nor linked to it by the rules"),
        (proposal("pledged", FIRM, "120억원 투자", GIVES), "the object is no phrase of the evidence"),
        (proposal("pledged", {"name": "새벽", "kind": "firm"}, "수수료", DENIES), "새벽 is not in the evidence, nor linked to it by the rules"),
    ],
)
def test_a_name_that_is_not_there_is_refused(row, reason):
    assert why(row) == reason


def test_a_short_form_that_the_rules_know_is_called_by_its_full_name():
    body = "소상공인정책위원회는 8일 회의를 열었다.\n소정위는 온누리페이를 지원하기로 했다."
    entity = Named("소상공인정책위원회", "ministry", (span("소상공인정책위원회", body), span("소정위", body)))
    read = Extraction(body, (entity,), ())
    rows = [proposal("pledged", {"name": name, "kind": "ministry"}, "온누리페이를 지원", "소정위는 온누리페이를 지원하기로 했다.") for name in ("소정위", "소상공인정책위원회")]

    assert [judge([row], body, DAY, read, "llm:x")[0][0].subject for row in rows] == [("소상공인정책위원회", "ministry")] * 2


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"amounts": [{"value": 1200000000, "unit": "KRW"}]}, "the amount value=1200000000 unit=KRW is not in the evidence, which says 20000 people, 12000000000 KRW"),
        ({"amounts": [{"value": 20000, "unit": "places"}]}, "the amount value=20000 unit=places is not in the evidence, which says 20000 people, 12000000000 KRW"),
        ({"amounts": [{"value": 20000, "max": 30000, "unit": "people"}]}, "the amount value=20000 max=30000 unit=people is not in the evidence, which says 20000 people, 12000000000 KRW"),
        ({"amounts": [{"value": 20000, "unit": "people", "per": "year"}]}, "the amount value=20000 unit=people per=year is not in the evidence, which says 20000 people, 12000000000 KRW"),
        ({"period": "P2Y"}, "the period P2Y is not in the evidence, which says P3Y"),
        ({"period": "three years"}, "the period three years is not in the evidence, which says P3Y"),
        ({"due": "2033"}, "the due date 2033 is not in the evidence, which says 2032"),
        ({"due": "soon"}, "the due date soon is not in the evidence, which says 2032"),
        ({"change": {"from": 9, "to": 6, "unit": "percent"}}, "the change from=9 to=6 unit=percent is not in the evidence"),
        ({"date": "2030-01-01"}, "the date 2030-01-01 is neither in the evidence nor the article's day, which says 2031-04-08, 2031-04-09"),
    ],
)
def test_a_number_that_is_not_there_is_refused(more, reason):
    assert why({**PLEDGED, **more}) == reason


def test_a_number_is_never_read_from_the_middle_of_another():
    body = "누리톡은 3120억원을 내기로 했다."

    assert why(proposal("pledged", FIRM, "120억원을", "120억원을 내기로 했다.", amounts=[{"value": 12000000000, "unit": "KRW"}]), Extraction(body, ENTITIES[:0], ())) is not None


def test_the_day_on_which_a_pledge_falls_due_is_not_the_day_of_the_pledge():
    assert why({**PLEDGED, "date": "2032"}) is not None


@pytest.mark.parametrize("day", ["2031-04-08", "2031-04-09", None])
def test_a_date_is_that_of_the_evidence_of_the_article_or_of_publication(day):
    assert why({**PLEDGED, "date": day}) is None


@pytest.mark.parametrize("period", ["P3Y", "P36M", "P2Y12M"])
def test_a_period_may_be_written_in_other_units_and_comes_out_as_the_code_reads_it(period):
    passed, _ = judge([{**PLEDGED, "period": period}], BODY, DAY, READ, "llm:x")

    assert [claim.period for claim in passed] == ["P3Y"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (proposal("pledged", person("한가람"), "120억원을 지원", GIVES), "subject of pledged cannot be a person"),
        (proposal("attended", person("오세린"), FIRM, MET), "object of attended cannot be a firm"),
        (proposal("held_at", EVENT, person("한가람"), MET), "object of held_at cannot be a person"),
        (proposal("hosted", person("한가람"), EVENT, MET), "subject of hosted cannot be a person"),
        (proposal("operates", STAR, person("오세린"), SPEAKS), "object of operates cannot be a person"),
        (proposal("attended", person("오세린"), "동네가게 상생 간담회", MET), "object has no kind; attended needs one"),
        (proposal("pledged", {"name": "누리톡", "kind": "ministry"}, "120억원을 지원", GIVES), "누리톡 is a firm in the tables, not a ministry"),
        (proposal("criticized", STAR, STAR, SPEAKS), "subject and object are the same"),
        (proposal("holds_post", person("한가람"), FIRM, MET), "holds_post needs a title"),
        (proposal("holds_post", person("한가람"), FIRM, MET, title="회장"), "the title 회장 is not in the evidence"),
        (proposal("holds_post", person("표도현"), STAR, FORMER, title="대표"), "the post is a former one (전)"),
        ({**ATTENDED, "relation": "married"}, "relation is none of attended, hosted, held_at, pledged, criticized, supported, urged, holds_post, operates"),
        ({**ATTENDED, "relation": ["attended"]}, "relation is none of attended, hosted, held_at, pledged, criticized, supported, urged, holds_post, operates"),
        ({**ATTENDED, "subject": "오세린"}, "subject is no object with name and kind"),
        ({**ATTENDED, "subject": {"name": " ‘’", "kind": "person"}}, "subject has no name"),
        ({**ATTENDED, "subject": {"name": "오세린", "kind": "minister"}}, "subject.kind is none of association, event, firm, institution, law, ministry, person, place, program"),
        ({**ATTENDED, "subject": {"name": "오세린", "kind": None}}, "subject has no kind"),
        ({**ATTENDED, "evidence": None}, "evidence is missing"),
        ({**ATTENDED, "evidence": 7}, "evidence is no text"),
        ({**ATTENDED, "evidence": "\ud800"}, "evidence is no text"),
        ({**PLEDGED, "amounts": {"value": 1}}, "amounts is no list"),
        ({**PLEDGED, "amounts": [120]}, "amounts holds something that is no object"),
        ({**PLEDGED, "amounts": [{"value": "120억", "unit": "KRW"}]}, "amounts: value is no number"),
        ({**PLEDGED, "amounts": [{"value": True, "unit": "KRW"}]}, "amounts: value is no number"),
        ({**PLEDGED, "amounts": [{"unit": "KRW"}]}, "amounts holds no number"),
        ({**PLEDGED, "period": 3}, "period is no text"),
    ],
)
def test_what_does_not_fit_the_relation_is_refused(row, reason):
    assert why(row) == reason


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (proposal("pledged", DAWN, "수수료", DENIES), "the evidence denies it (계획이 없)"),
        (proposal("pledged", DAWN, "수수료를 낮출", "새벽상사는 수수료를 낮출"), "the evidence denies it (계획이 없)"),
        (proposal("pledged", DAWN, "정산 주기 단축", VAGUE), "the evidence is too vague to be a promise (검토하겠)"),
        (proposal("pledged", DAWN, "물류센터 증설", RUMOUR), "the evidence reports it as a rumour (알려졌)"),
        (proposal("attended", person("남궁솔"), EVENT, ABSENT), "the evidence reports an absence, or attendance to come (불참)"),
        (proposal("attended", person("남궁솔"), EVENT, BOTH), "the evidence reports an absence, or attendance to come (불참)"),
    ],
)
def test_what_the_evidence_denies_or_leaves_open_is_refused(row, reason):
    assert why(row) == reason


def test_another_ones_absence_in_the_same_sentence_does_no_harm():
    assert why(proposal("attended", person("한가람"), EVENT, BOTH)) is None


@pytest.mark.parametrize(
    ("relation", "target", "text"),
    [
        ("pledged", "수수료를 낮추", "누리톡은 수수료를 낮추기로 한 적이 없다."),
        ("pledged", "수수료 인하", "누리톡은 수수료 인하 계획을 백지화했다."),
        ("operates", {"name": "별빛지갑", "kind": "program"}, "누리톡은 ‘별빛지갑’을 운영하지 않는다."),
        ("criticized", STAR, "누리톡은 별빛페이를 비판하지 않았다."),
        ("supported", {"name": "배달법", "kind": "law"}, "누리톡은 배달법을 지지하지 않는다."),
        ("urged", STAR, "누리톡은 별빛페이에 사과를 요구한 적이 없다."),
        ("supported", {"name": "배달법", "kind": "law"}, "누리톡은 배달법을 찬성하는 것으로 알려졌다."),
        ("hosted", {"name": "상생 설명회", "kind": "event"}, "누리톡은 내달 상생 설명회를 열 예정이다."),
        ("hosted", {"name": "상생 설명회", "kind": "event"}, "누리톡이 주최한 상생 설명회는 무산됐다."),
        ("hosted", {"name": "상생 설명회", "kind": "event"}, "누리톡은 상생 설명회를 개최하지 않았다."),
        ("hosted", {"name": "상생 설명회", "kind": "event"}, "누리톡은 “함께 하자며 상생 설명회를 개최하지 않았다."),
    ],
)
def test_no_denial_rumour_or_plan_becomes_a_claim(relation, target, text):
    assert (why(proposal(relation, FIRM, target, text), Extraction(text, (), ())) or "").startswith("the evidence ")


@pytest.mark.parametrize(
    ("relation", "target", "text"),
    [
        ("pledged", "수수료를 올리지 않", "누리톡은 수수료를 올리지 않기로 했다."),
        ("criticized", {"name": "배달법", "kind": "law"}, "누리톡은 배달법이 “취지에 맞지 않는다”고 비판했다."),
        ("pledged", "기금을 120억원으로", "누리톡은 지난해 90억원이던 기금을 120억원으로 늘리기로 했다."),
    ],
)
def test_a_denial_that_is_part_of_what_is_said_is_none_of_the_claim(relation, target, text):
    assert why(proposal(relation, FIRM, target, text), Extraction(text, (), ())) is None


# ---------------------------------------------------------------- properties

WORDS = st.sampled_from(["누리톡은", "새벽", "“늘리겠다”고", "‘상생’", "120억원을", "했다.", "그는", "3년간", "“”"])
SPACES = st.sampled_from([" ", "  ", "\n", "\t", "\u00a0", "\u3000", "\r\n", "\u200b", ""])
TEXTS = st.text(st.sampled_from("가나다 \n\"'“”‘’「」.1"), max_size=30)


def plain(text):
    """The oracle, written another way: no white space, every quotation mark the same."""
    return re.sub("[\"'`´′″“”„‟‘’‚‛«»‹›「」『』《》〈〉＂＇]", "'", re.sub(r"[\s\u200b-\u200d\u2060\ufeff\u00ad]", "", text))


@given(TEXTS, TEXTS)
def test_only_what_stands_in_the_body_is_found(quoted, body):
    assert bool(find_evidence(quoted, body)) == (bool(plain(quoted)) and plain(quoted) in plain(body))


@given(TEXTS, TEXTS)
def test_every_place_found_is_the_quoted_text_and_has_no_white_space_at_its_ends(quoted, body):
    for start, end in find_evidence(quoted, body):
        assert plain(body[start:end]) == plain(quoted)
        assert body[start:end] == body[start:end].strip()


@given(st.text(max_size=40).filter(lambda text: plain(text) not in plain(BODY)))
def test_any_evidence_that_is_not_in_the_body_is_refused(quoted):
    assert why({**PLEDGED, "evidence": quoted}) in ("the quoted text is not in the article", "evidence is missing", "evidence is no text")


@given(st.lists(st.tuples(WORDS, SPACES), min_size=1, max_size=8), st.lists(SPACES, min_size=8, max_size=8), st.sampled_from(["“”‘’", "\"\"''", "「」『』", "«»‹›"]), TEXTS, TEXTS)
def test_offsets_are_exact_for_any_white_space_and_any_quotation_marks(words, other, marks, before, after):
    stands = "".join(word + space for word, space in words)
    styled = str.maketrans(dict(zip("“”‘’", marks, strict=True)))
    quoted = "".join(word.translate(styled) + space for (word, _), space in zip(words, other, strict=False))
    exact = re.sub(r"^[\s\u200b]+|[\s\u200b]+$", "", stands)
    body = f"{before}·{stands}·{after}"

    assert Span(len(before) + 1 + stands.index(exact), len(before) + 1 + stands.index(exact) + len(exact)) in find_evidence(quoted, body)


@given(st.integers(0, len(GIVES) - 1), st.sampled_from("0가%x"))
def test_a_sentence_with_one_letter_changed_is_refused(place, letter):
    changed = GIVES[:place] + letter + GIVES[place + 1 :]

    assert (why({**PLEDGED, "evidence": changed}) is None) == (changed == GIVES)


@given(st.integers(0, 10**14) | st.floats(allow_nan=True), st.sampled_from(["KRW", "people", "places", "percent", None]))
def test_no_amount_passes_but_those_of_the_evidence(value, unit):
    assert (why({**PLEDGED, "amounts": [{"value": value, "unit": unit}]}) is None) == ((value, unit) in [(20000, "people"), (12000000000, "KRW")])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["pledged", "누리톡", "firm", GIVES, DENIES, "2031", "P3Y", "", 10**400]) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "kind", "value", "unit", "from", "to", "text", "per"]), inner, max_size=4),
    max_leaves=6,
)


@settings(max_examples=300)
@given(st.dictionaries(st.sampled_from(list(PLEDGED)), JSON, max_size=9), st.booleans())
def test_whatever_is_proposed_is_a_claim_or_refused_in_one_line(row, whole):
    passed, refused = judge([{**PLEDGED, **row} if whole else row], BODY, DAY, READ, "llm:x")

    assert len(passed) + len(refused) == 1
    assert all(BODY[slice(*claim.evidence)] in (GIVES, DENIES) for claim in passed)
    assert all("\n" not in str(one) for one in refused)


@given(st.text(st.sampled_from('{}[]":,claims relation1null\\`\n'), max_size=60))
def test_whatever_a_model_writes_is_read_without_a_crash(text):
    rows, note = read_answer(text)

    assert isinstance(rows, list)
    assert "\n" not in note


@given(st.none() | st.floats(0, 1), st.none() | st.floats(0, 1))
def test_agreement_is_a_probability_and_never_below_that_of_the_rule(rule, model):
    assert (rule or 0) - 1e-6 <= agreement(rule, model) <= 1


@given(st.text(max_size=40))
def test_folding_keeps_every_letter_in_place(text):
    letters, begins, ends = fold(text)

    assert len(letters) == len(begins) == len(ends)
    assert begins == sorted(begins)
    assert all(begin < end for begin, end in zip(begins, ends, strict=True))


def test_letters_written_in_parts_are_found_with_the_offsets_of_the_raw_body():
    body = unicodedata.normalize("NFD", BODY)
    passed, _ = judge([{**PLEDGED, "date": None}], body, DAY, Extraction(body, (), ()), "llm:x")

    assert [unicodedata.normalize("NFC", body[slice(*claim.evidence)]) for claim in passed] == [GIVES]


def test_a_copy_of_the_sentence_is_given_beside_it():
    body = f"{GIVES}\n{DENIES}\n{GIVES.replace(' ', '  ')}"
    passed, _ = judge([PLEDGED], body, DAY, Extraction(body, (), ()), "llm:x")

    assert [(claim.evidence, [body[slice(*copy)] for copy in claim.also]) for claim in passed] == [(Span(0, len(GIVES)), [GIVES.replace(" ", "  ")])]
