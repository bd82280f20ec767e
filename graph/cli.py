"""The verbs of ``policy-graph``: parsing and printing only."""

from __future__ import annotations

import argparse
import signal
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from graph.model import PolicyError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd
    from rich.console import Console
    from rich.table import Table

    from graph.extract.archive import Done, Summary
    from graph.model import PolicyGraph

_WIDTH = 160  # of a table that goes into a file or a pipe
_EPILOG = "한국어 안내: README.ko.md"


def main(arguments: list[str] | None = None) -> int:
    """Run one verb.

    Parameters
    ----------
    arguments
        Words after the program's name; those of the process when None.

    Returns
    -------
    int
        0, or 1 if something is wrong with the data or the question.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a CP949 console lacks some letters; the rest must still appear
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except PolicyError as error:
        print(error, file=sys.stderr)
        if len(error.problems) > 1:
            print(f"{len(error.problems)} errors; nothing was changed", file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # what is open is being closed
        print("interrupted; what was written before is whole", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="policy-graph", description="The platform-policy graph: who met whom, who promised what, who opposed which rule, and the document that says so.", epilog=_EPILOG
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    data = argparse.ArgumentParser(add_help=False)
    data.add_argument("--data", default="data", metavar="DIR", help="folder of the tables (default: data)")
    language = argparse.ArgumentParser(add_help=False)
    language.add_argument("--lang", choices=("ko", "en"), default="ko", help="language of names and labels (default: ko)")

    build = verbs.add_parser("build", parents=[data], help="check the data and write every export")
    build.add_argument("--out", default="exports", metavar="DIR", help="folder for the exports (default: exports)")
    quoted = build.add_mutually_exclusive_group()
    quoted.add_argument("--articles", metavar="DIR", help="folder of your own copies of articles, to quote from in the page (default: articles beside the data, if it is there)")
    quoted.add_argument("--no-quotes", action="store_true", help="put no quotations into the page")
    build.set_defaults(run=_build)

    check = verbs.add_parser("check", parents=[data], help="list everything wrong with the data")
    check.set_defaults(run=_check)

    query = verbs.add_parser("query", parents=[language], help="answer a named question or your own SPARQL; without a name, list the questions")
    query.add_argument("question", nargs="?", help="name of a question, a .rq file, or - for standard input")
    query.add_argument("--param", action="append", default=[], metavar="NAME=VALUE", help="a parameter of the question; an entity by id or name")
    query.add_argument("--data", default="data", metavar="DIR|FILE|URL", help="the tables, an RDF file or a SPARQL endpoint to ask (default: data)")
    query.add_argument("--columns", metavar="A,B", help="only these columns of the answer, in this order")
    query.add_argument("--format", choices=("table", "csv", "json"), default="table", help="form of the answer (default: table)")
    query.add_argument("--out", metavar="FILE", help="write the answer to a file (CSV that Excel opens, or JSON)")
    query.set_defaults(run=_query)

    show = verbs.add_parser("show", parents=[data, language], help="print an entity, its claims and their documents")
    show.add_argument("name", nargs="+", help="id, Korean or English name, or alias")
    show.add_argument("--on", metavar="DATE", help="as of a day, YYYY-MM-DD")
    show.set_defaults(run=_show)

    report = verbs.add_parser("report", parents=[data], help="run the notebooks and write what they show as one HTML file, and as PDF")
    report.add_argument("notebook", nargs="*", metavar="NOTEBOOK", help="name of a notebook, such as 1-tour (default: all, in the order of their numbers)")
    report.add_argument("--notebooks", default="notebooks", metavar="DIR", help="folder of the notebooks (default: notebooks)")
    report.add_argument("--out", metavar="FILE", help="the HTML file (default: exports/report.html; of some notebooks, exports/report-NOTEBOOK.html)")
    report.add_argument("--pdf", action="store_true", help="also print it, beside the HTML; needs Chromium, Chrome or Edge")
    report.add_argument("--as-of", metavar="DAY", help="count as of this day, YYYY-MM-DD (default: the day that the notebooks name)")
    report.set_defaults(run=_report)

    extract = verbs.add_parser("extract", help="read Korean articles: entities and claims, each with the characters that state it")
    extract.add_argument("path", nargs="+", metavar="PATH", help=".txt and .html files, folders of them, or - for standard input, which is answered on standard output")
    extract.add_argument("--out", metavar="DIR", help="folder for the results, <stem>.jsonl for each article (default: extracted)")
    extract.add_argument("--data", metavar="DIR", help="folder of the tables whose names are known (default: data, if it is there)")
    extract.add_argument("--published", metavar="DATE", help="day of publication of articles that state none, YYYY-MM-DD")
    extract.add_argument("--mode", choices=("full", "light"), default="full", help="light is for archives: faster, and less exact (default: full)")
    extract.add_argument(
        "--jobs", type=int, metavar="N", help="how many processes read at most; each further one begins for 50 articles and takes up to 700 MB (default: one for each processor, at most 4)"
    )
    extract.add_argument("--no-cache", action="store_true", help="read every article anew, also unchanged ones")
    extract.add_argument("--model", metavar="ADDRESS", help="also ask the language model at an OpenAI-compatible address, which is sent the articles; its claims are checked (default: none is asked)")
    extract.add_argument("--model-name", metavar="NAME", help="what the model is called there")
    extract.set_defaults(run=_extract)
    return parser


def _build(options: argparse.Namespace) -> int:
    from graph.build import EXPORTS, build

    articles, notices = _articles(options), list[str]()
    with _steps(len(EXPORTS) + 1) as progress:
        sizes = build(options.data, options.out, progress, articles, notices.append)
    _print_sizes({f"{options.out}/{name}": size for name, size in sizes.items()})
    for notice in notices:
        print(notice)
    return 0


@contextmanager
def _steps(total: int | None) -> Iterator[Callable[[str], object]]:
    """Show on a terminal which step is being done."""
    if not sys.stderr.isatty():
        yield str
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda step: progress.update(task, advance=1, description=step)


def _print_sizes(sizes: dict[str, int]) -> None:
    width = max(map(len, sizes))
    for name, size in sizes.items():
        print(f"{name:<{width}}  {size / 1000:>10,.1f} kB")


def _report(options: argparse.Namespace) -> int:
    from graph.report import report

    steps = 1 + (len(options.notebook) or len(list(Path(options.notebooks).glob("*.ipynb")))) + options.pdf
    with _steps(steps) as progress:
        sizes = report(options.data, options.notebooks, options.out, only=options.notebook, as_of=options.as_of, pdf=options.pdf, progress=progress)
    _print_sizes(sizes)
    return 0


def _articles(options: argparse.Namespace) -> Path | None:
    """Return the folder to quote from: the one that is named, or the one beside the data."""
    if options.no_quotes:
        return None
    beside = Path(options.data).absolute().parent / "articles"
    return Path(options.articles) if options.articles is not None else beside if beside.is_dir() else None


def _check(options: argparse.Namespace) -> int:
    from graph.build import problems

    found = problems(options.data)
    for problem in found:
        print(f"{problem.level}: {problem if problem.file == str(Path(options.data)) else f'{options.data}/{problem}'}")
    errors = sum(p.level == "error" for p in found)
    print(f"{errors} errors, {len(found) - errors} warnings")
    return 1 if errors else 0


def _query(options: argparse.Namespace) -> int:
    from graph.query import query, questions

    if options.question is None:
        return _list_questions(options.lang)
    question = sys.stdin.read() if options.question == "-" else options.question
    parameters = dict(_parameter(p) for p in options.param)
    if Path(options.data).is_dir():
        from graph.build import load

        answer = query(load(options.data), question, options.lang, **parameters)
    else:
        answer = query(options.data, question, options.lang, **parameters)
    if options.columns:
        answer = _selected(answer, [name.strip() for name in options.columns.split(",")])
    if options.out:
        return _write_answer(answer, options)
    title = questions()[question].title[options.lang] if question in questions() else None
    _print_answer(answer, options.format, title)
    return 0


def _list_questions(language: str) -> int:
    from graph.query import questions

    for question in questions().values():
        print(f"{question.name}\n    {question.title[language]}")
        for parameter in question.parameters.values():
            print(f"    --param {parameter.name}={parameter.default}  ({parameter.type}) {parameter.label}")
    return 0


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise PolicyError(f"--param {text}: write NAME=VALUE")
    if name.strip() in ("source", "question", "language"):
        raise PolicyError(f"unknown parameter '{name.strip()}'; the language is chosen with --lang")
    return name.strip(), value


def _selected(answer: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    for name in names:
        if name not in answer.columns:
            raise PolicyError(f"unknown column '{name}' of the answer; valid are: {', '.join(map(str, answer.columns))}")
    return answer[names]


def _write_answer(answer: pd.DataFrame, options: argparse.Namespace) -> int:
    suffix = Path(options.out).suffix
    if suffix not in (".csv", ".json"):
        raise PolicyError(f"--out {options.out}: the name must end with .csv (which Excel opens) or .json")
    json = suffix == ".json"
    text = answer.to_json(orient="records", force_ascii=False, indent=1) + "\n" if json else "\ufeff" + answer.to_csv(index=False, lineterminator="\r\n")
    try:
        Path(options.out).write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise PolicyError(f"{options.out}: cannot be written ({error.strerror})") from None
    print(f"{options.out}: {len(answer)} rows")
    return 0


def _print_answer(answer: pd.DataFrame, form: str, title: str | None) -> None:
    if form == "csv":
        sys.stdout.write(answer.to_csv(index=False, lineterminator="\n"))
    elif form == "json":
        print(answer.to_json(orient="records", force_ascii=False, indent=1))
    else:
        _print_table(answer, title)


def _print_table(answer: pd.DataFrame, title: str | None) -> None:
    """Print an answer as a table, or row by row if its columns do not fit beside each other."""
    told = answer[[c for c in answer.columns if (answer[c].astype(str) != "").any()]]
    console, table = _console(), _table(told)
    if title:
        console.print(title, style="bold", highlight=False)
    if console.measure(table, options=console.options.update(max_width=10_000)).maximum <= console.width:
        console.print(table)
    else:
        for number, row in enumerate(told.to_dict("records"), 1):
            console.print(f"\n{number}", style="bold", highlight=False)
            for name, cell in row.items():
                if cell != "":
                    console.print(f"  {name}: {_readable(cell)}", highlight=False, soft_wrap=True)
    console.print(f"{len(answer)} rows", highlight=False)


def _table(answer: pd.DataFrame) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in answer.columns:
        number = answer[name].map(lambda v: isinstance(v, int | float)).all()
        table.add_column(str(name), overflow="fold", justify="right" if number else "left")
    for row in answer.itertuples(index=False):
        table.add_row(*map(_readable, row))
    return table


def _readable(cell: object) -> str:
    return f"{cell:,}" if isinstance(cell, int | float) and not isinstance(cell, bool) else str(cell)


def _console() -> Console:
    from rich.console import Console

    return Console(markup=False, emoji=False, width=None if sys.stdout.isatty() else _WIDTH)


def _show(options: argparse.Namespace) -> int:
    from graph.build import load
    from graph.show import describe, named

    policy = load(options.data)
    print(describe(policy, named(policy, " ".join(options.name)), options.lang, options.on))
    return 0


def _extract(options: argparse.Namespace) -> int:
    if "-" in options.path and (len(options.path) > 1 or options.out):
        raise PolicyError("-: standard input is answered on standard output; name files and --out in another call")
    if bool(options.model) != bool(options.model_name):
        raise PolicyError("--model ADDRESS and --model-name NAME go together")
    if options.jobs is not None and options.jobs < 1:
        raise PolicyError(f"--jobs {options.jobs}: must be 1 or more")
    from graph.extract import archive, files, workers

    published = files.read_day(options.published, "--published") if options.published else None
    second = None
    if options.model:
        from graph.extract.language_model.endpoint import Endpoint

        second = archive.second_by(Endpoint(options.model, options.model_name))
    policy, notes = _known(options.data)
    if options.path == ["-"]:
        one = archive.Archive(policy, options.mode, published, second=second)
        read = one.read(one.article(sys.stdin.buffer.read(), files.STANDARD_INPUT))
        sys.stdout.buffer.write(read.jsonl.encode())
        sys.stdout.buffer.flush()
        for note in (*notes, *read.notes):
            print(f"note: {note}", file=sys.stderr)
        return 0
    settings = {"policy": policy, "mode": options.mode, "published": published, "cache": not options.no_cache, "second": second, "jobs": options.jobs or workers.processors()}
    summary = _with_progress(lambda told: archive.extract_all(options.path, options.out or "extracted", **settings, progress=told))
    print(summary)
    for note in (*notes, *summary.notes):
        print(f"note: {note}")
    for problem in summary.problems:
        print(problem, file=sys.stderr)
    return 1 if summary.problems else 0


def _known(data: str | None) -> tuple[PolicyGraph | None, list[str]]:
    """Return the tables whose names are known, and what the user should know if there are none."""
    if data is None and not Path("data/documents.csv").exists():
        return None, ["no tables here: names are known by the word lists alone; name a folder with --data"]
    from graph.build import load

    return load(data or "data"), []


def _with_progress(work: Callable[[Callable[[Done, int], None]], Summary]) -> Summary:
    """Print a line for each article, and on a terminal how far the work is."""
    if not sys.stderr.isatty():
        return work(lambda done, _: _print_done(done))
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty()) as progress:
        task = progress.add_task("", total=None)

        def told(done: Done, total: int) -> None:
            _print_done(done)
            progress.update(task, advance=1, total=total, description=done.source.name)

        return work(told)


def _print_done(done: Done) -> None:
    if done.read:
        review = f", {done.read.review} for review" if done.read.review else ""
        print(f"{done.file}  {done.read.entities} entities, {done.read.claims} claims{review}")
