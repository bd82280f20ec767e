"""The report: the notebooks run on the data that are named, one page without a network and as PDF, and nothing half-written."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

import graph as kg
from graph.report import notebooks as running
from graph.report import page, printing, safe

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "tests" / "sample"
ATTACKS = (
    "</script><script>window.hit=1</script>",
    '<img src=x onerror="window.hit=1">',
    "\"'><svg onload=window.hit=1>",
    "<iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
    "<a href='javascript:window.hit=1'>x</a>",
    "<style>@import url(https://example.org/x.css)</style><link rel=stylesheet href=https://example.org/x.css>",
    "{{ 7*7 }}{% raw %}<!--",
)

PARAMETERS = new_code_cell('data = "nowhere"\nas_of = "2026-11-25"', metadata={"tags": ["parameters"]})
TITLE = new_markdown_cell("# 1. 시험하는 장 · A chapter of a test\n\n바다상회(가공)의 약속을 봅니다. *In English.*")
LOADED = new_code_cell("import graph as kg\npolicy = kg.load(data)")
TABLE = new_code_cell('policy.claims.loc[policy.claims["relation"] == "pledged", ["id", "date", "summary"]].rename(columns={"summary": "내용"})')
FIGURE = new_code_cell(
    """import matplotlib.pyplot as plt
from graph import figures
figures.use_style()
figure, axes = plt.subplots(figsize=(6, 3))
axes.barh(["바다상회", "산들마켓"], [3, 5])
figures.caption(figure, "두 회사의 약속", n="약속 8건", as_of=as_of)
plt.show()"""
)
FRAME = new_code_cell('import networkx as nx\nfigures.interactive(nx.Graph([("바다상회", "산들마켓")]), "가까이 보기")')
WORDS = new_code_cell(
    r"""from IPython.display import Markdown
print("줄글")
pledges = (policy.claims["relation"] == "pledged").sum()
Markdown(f"약속은 모두 **{pledges}건**, 기준일 {as_of}. " r"$\frac{n_{ij}}{\sqrt{n_i n_j}}$")"""
)
SECTIONS = (
    new_markdown_cell("## 약속 · Pledges\n\n[다음 장](2-next.ipynb#x), [없는 장](9-none.ipynb), [바깥](https://example.org/a)"),
    new_markdown_cell("## 그림 · Figures"),
    new_markdown_cell("$$\\sum_{i=1}^{n} x_i$$"),
)


def write(folder, name, *cells):
    folder.mkdir(exist_ok=True)
    nbformat.write(new_notebook(cells=list(cells)), folder / f"{name}.ipynb")
    return folder


def until(page, condition):
    """Wait until a condition holds in the frame of a page; Playwright's own wait evaluates text inside the page, which its policy forbids."""
    for _ in range(100):
        if page.frames[1].evaluate(condition):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"never true in the frame: {condition}")


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A report of two small notebooks on the invented tables, as page and as PDF."""
    folder = tmp_path_factory.mktemp("report")
    write(folder / "notebooks", "1-first", TITLE, PARAMETERS, LOADED, SECTIONS[0], TABLE, WORDS, SECTIONS[1], FIGURE, FRAME, SECTIONS[2])
    write(folder / "notebooks", "2-next", new_markdown_cell("# 2. 다음 장 · Next"), PARAMETERS, new_code_cell("as_of"))
    out = folder / "out" / "report.html"
    if next(printing.browsers(), None) is None:
        pytest.skip("no Chromium to print with")
    steps = []
    sizes = kg.report(SAMPLE, folder / "notebooks", out, as_of="2026-12-31", pdf=True, progress=steps.append)
    return out, sizes, steps


@pytest.fixture
def opened(browser):
    """Open a page offline; what it asks the network for and what goes wrong is kept in ``page.trouble``."""
    contexts = []

    def opening(path):
        contexts.append(browser.new_context(viewport={"width": 1100, "height": 900}, offline=True))
        page = contexts[-1].new_page()
        page.trouble = []
        page.on("requestfinished", lambda request: request.url == path.as_uri() or request.url.startswith("data:") or page.trouble.append(request.url))
        page.on("requestfailed", lambda request: request.failure == "csp" or page.trouble.append(request.url))  # what the page's own policy stops never leaves it
        page.on("console", lambda message: page.trouble.append(message.text))
        page.on("pageerror", lambda error: page.trouble.append(str(error)))
        page.goto(path.as_uri())
        return page

    yield opening
    for context in contexts:
        context.close()


def test_each_step_is_told_and_each_file_with_its_size(written):
    out, sizes, steps = written

    assert steps == ["data", "1-first", "2-next", "report.pdf"]
    assert sizes == {str(path): path.stat().st_size for path in (out, out.with_suffix(".pdf"))}
    assert sorted(path.name for path in out.parent.iterdir()) == ["report.html", "report.pdf"]


def test_the_page_opens_offline_and_shows_chapters_tables_pictures_and_frames(opened, written, invented):
    page = opened(written[0])
    pledges = invented.claims[invented.claims["relation"] == "pledged"]

    assert page.locator("main h2").all_inner_texts() == ["1. 시험하는 장 · A chapter of a test", "2. 다음 장 · Next", "출처 · Sources"]
    assert page.locator("nav a").all_inner_texts() == ["1. 시험하는 장 · A chapter of a test", "약속 · Pledges", "그림 · Figures", "2. 다음 장 · Next", "출처 · Sources"]
    assert page.locator("main table tbody tr").count() == len(pledges)
    assert page.locator("figure img").evaluate_all("images => images.map(one => [one.alt, one.complete && one.naturalWidth > 1000])") == [["그림: 그림 · Figures", True]]
    assert [one.get_attribute("alt") for one in page.locator("img.math").all()] == ["\\frac{n_{ij}}{\\sqrt{n_i n_j}}", "\\sum_{i=1}^{n} x_i"]
    assert page.locator("img.math").evaluate_all("images => images.every(one => one.naturalWidth > 5)")
    page.locator("iframe").scroll_into_view_if_needed()  # what is not seen is not drawn
    until(page, "boxes.length && boxes[0].width > 0")
    assert page.frames[1].locator(".node text").all_text_contents() == ["바다상회", "산들마켓"]
    assert f"약속은 모두 {len(pledges)}건, 기준일 2026-12-31" in page.inner_text("main")
    assert "import" not in page.inner_text("main")
    assert page.trouble == []


def test_the_title_page_says_what_the_data_are(opened, written, invented):
    front = opened(written[0]).inner_text("#front")

    assert "자료 기준일\n2026-12-31" in front
    assert f"문서 {len(invented.documents)}건" in front
    assert f"주장 {len(invented.claims)}건" in front
    assert "CC BY 4.0" in front


def test_the_claims_of_a_table_lead_to_their_documents(opened, written, invented):
    page = opened(written[0])
    claim = invented.claims.loc[invented.claims["relation"] == "pledged", "id"].min()
    document = invented.evidence.loc[invented.evidence["claim"] == claim, "document"].iloc[0]
    publisher = invented.documents.set_index("id")["publisher"][document]
    page.locator("td a", has_text=claim).first.click()

    assert page.evaluate("decodeURIComponent(location.hash)") == f"#{claim}"
    assert publisher in page.locator(":target").inner_text()


def test_links_lead_to_chapters_and_to_the_web_and_others_are_words(written):
    html = written[0].read_text("utf-8")

    assert '<a href="#2-next">다음 장</a>, 없는 장, <a href="https://example.org/a">바깥</a>' in html
    anchors = set(re.findall(r' id="([^"]+)"', html))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= anchors


def test_the_page_names_nothing_that_a_browser_would_fetch(written):
    html = re.sub(r'srcdoc="[^"]*"', "", written[0].read_text("utf-8"))

    assert re.findall(r"<(?:link|script|object|embed|video|audio|source|base)\b", html) == []
    assert {address[:5] for address in re.findall(r'\bsrc="([^"]*)"', html)} == {"data:"}
    assert re.findall(r"url\(|@import", html) == []


def test_the_pdf_is_a4_and_holds_the_korean_text(written):
    pdf = written[0].with_suffix(".pdf")
    sizes = set(re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf.read_bytes()))

    assert {(round(float(width)), round(float(height))) for width, height in sizes} == {(595, 842)}
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext to read the PDF with (apt install poppler-utils)")
    text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True).stdout.decode("utf-8")
    pages = text.split("\f")
    assert "한국 플랫폼 정책의 사람, 약속, 찬반" in pages[0]
    assert "1. 시험하는 장 · A chapter of a test" in pages[1]
    assert pages[2].startswith("1. 시험하는 장")
    assert [number for number, one in enumerate(pages) if one.startswith("2. 다음 장")] != []
    assert "바다상회(가공)의 약속을 봅니다" in text


def test_the_same_notebooks_and_data_give_the_same_page(written, tmp_path):
    out, _, _ = written
    kg.report(SAMPLE, out.parent.parent / "notebooks", tmp_path / "again.html", as_of="2026-12-31")

    assert (tmp_path / "again.html").read_bytes() == out.read_bytes()


def test_a_report_of_some_notebooks_never_replaces_that_of_all(tmp_path, monkeypatch):
    folder = write(tmp_path / "notebooks", "1-first", TITLE, PARAMETERS)
    monkeypatch.chdir(tmp_path)

    assert list(kg.report(SAMPLE.resolve(), folder.resolve(), only=["1-first"])) == ["exports/report-1-first.html"]
    assert list(kg.report(SAMPLE.resolve(), folder.resolve())) == ["exports/report.html"]


def test_nothing_runs_that_stands_in_what_a_notebook_shows(opened, tmp_path):
    source = f"""
import pandas as pd
from IPython.display import HTML, SVG, Markdown, display
from graph import figures
attacks = {ATTACKS!r}
for one in attacks:
    display(HTML(one), HTML(f'<table><tr><td onclick="window.hit=1" style="background:url(https://example.org/x)">{{one}}</td></tr></table>'))
    display(Markdown(f"## {{one}}\\n\\n{{one}} [x](javascript:window.hit=1) ![그림](https://example.org/x.png) <b onmouseover=window.hit=1>x</b> ${{one}}$"))
    print(one)
display(pd.DataFrame({{"text": attacks}}), pd.DataFrame({{"text": attacks}}).style)
display(HTML('<iframe sandbox="allow-scripts" title="" style="" srcdoc="<script>parent.hit=1;document.title=1</script><img src=https://example.org/y.png>"></iframe>'))
display({{"image/svg+xml": "<svg xmlns='http://www.w3.org/2000/svg' onload='window.hit=1'><script>parent.hit=1</script></svg>"}}, raw=True)
import networkx as nx
figures.interactive(nx.Graph([(attacks[0], attacks[1])]), attacks[2])
"""
    data = tmp_path / "data"
    shutil.copytree(SAMPLE, data)
    firms = data / "entities" / "firm.csv"
    name = firms.read_text("utf-8").splitlines()[1].split(",")[1]
    firms.write_text(firms.read_text("utf-8").replace(f",{name},", f",{name} <img src=x onerror=window.hit=1>,", 1), "utf-8", newline="")
    write(tmp_path / "notebooks", '9-"><img src=x onerror=window.hit=1>' if sys.platform != "win32" else "9-x", new_markdown_cell(f"# {ATTACKS[0]}"), PARAMETERS, LOADED, TABLE, new_code_cell(source))
    kg.report(data, tmp_path / "notebooks", tmp_path / "report.html")
    page = opened(tmp_path / "report.html")
    page.wait_for_timeout(200)

    assert page.evaluate("[window.hit, document.scripts.length]") == [None, 0]
    handlers = "[...document.querySelectorAll('body *')].flatMap(one => [...one.attributes].filter(({ name, value }) => /^on/.test(name) || /^\\s*(javascript|vbscript):/i.test(value)).map(({ name }) => one.localName + name))"
    assert page.evaluate(handlers) == []
    assert page.locator("iframe:not([sandbox='allow-scripts'])").count() == 0
    assert page.evaluate("[...document.images].filter(one => !one.src.startsWith('data:')).length") == 0
    shown = page.inner_text("main")
    assert [attack for attack in ATTACKS if attack not in shown] == []
    assert [text for text in page.trouble if "Content Security Policy" not in text] == []  # the policy says what it stopped in the foreign frame


def test_a_failing_cell_is_named_and_the_old_report_stays(tmp_path):
    write(tmp_path / "notebooks", "3-bad", TITLE, PARAMETERS, new_code_cell("1 / 0"))
    (tmp_path / "report.html").write_text("old", "utf-8")
    with pytest.raises(kg.PolicyError) as caught:
        kg.report(SAMPLE, tmp_path / "notebooks", tmp_path / "report.html", pdf=True)

    assert str(caught.value) == f"{tmp_path / 'notebooks' / '3-bad.ipynb'}: cell 3: ZeroDivisionError: division by zero; no report was written"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notebooks", "report.html"]
    assert (tmp_path / "report.html").read_text("utf-8") == "old"


def test_a_kernel_that_dies_is_told_in_one_line(tmp_path):
    write(tmp_path / "notebooks", "1-dead", PARAMETERS, new_code_cell("import os\nos._exit(1)"))
    with pytest.raises(kg.PolicyError, match=r"1-dead\.ipynb: Kernel died; no report was written"):
        running.run(tmp_path / "notebooks" / "1-dead.ipynb", SAMPLE)


@pytest.mark.skipif(sys.platform == "win32", reason="signal 0 asks nothing there")
def test_no_kernel_is_left_behind(tmp_path):
    write(tmp_path / "notebooks", "1-number", PARAMETERS, new_code_cell("import os\nprint(os.getpid())"))
    ran = running.run(tmp_path / "notebooks" / "1-number.ipynb", SAMPLE)

    with pytest.raises(ProcessLookupError):
        os.kill(int(ran.cells[-1].outputs[0].text), 0)


def test_data_with_errors_are_told_before_a_notebook_runs(spoil, tmp_path):
    data = spoil("relations/pledged.csv", "2026-12", "2024-13-40")
    steps = []
    with pytest.raises(kg.PolicyError, match="is not a date"):
        kg.report(data, write(tmp_path / "notebooks", "1-first", TITLE, PARAMETERS), tmp_path / "report.html", progress=steps.append)

    assert steps == ["data"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"notebooks": "tests"}, "tests: holds no notebooks; name the folder that holds 1-tour.ipynb"),
        ({"only": ["1-tuor"]}, "notebooks: unknown notebook '1-tuor'; did you mean 1-tour?"),
        ({"as_of": "2026-13-01"}, "--as-of: '2026-13-01' is not a day; write YYYY-MM-DD"),
        ({"as_of": "2026-11"}, "--as-of: '2026-11' is not a day; write YYYY-MM-DD"),
        ({"data": "nowhere", "only": ["1-tour"]}, "nowhere: holds no tables; name the folder that holds documents.csv"),
    ],
)
def test_a_mistake_gets_one_line(given, said, monkeypatch, tmp_path):
    monkeypatch.chdir(ROOT)
    with pytest.raises(kg.PolicyError) as caught:
        kg.report(**{"out": tmp_path / "report.html", **given})

    assert str(caught.value) == said


def test_a_notebook_without_parameters_is_refused_because_it_would_show_other_data(tmp_path):
    folder = write(tmp_path / "notebooks", "1-bare", TITLE, LOADED)
    with pytest.raises(kg.PolicyError, match=r"1-bare\.ipynb: has no cell tagged 'parameters'; tag the one that sets data and as_of"):
        kg.report(SAMPLE, folder, tmp_path / "report.html")


def test_a_missing_package_is_told_with_how_to_install_it(monkeypatch):
    monkeypatch.setattr(sys.modules["graph.report"], "find_spec", lambda name: None if name == "nbclient" else object())
    with pytest.raises(kg.PolicyError) as caught:
        kg.report()

    assert str(caught.value) == "to write a report, install nbclient: pip install -e '.[analysis]' in the project's folder"


def test_without_a_browser_the_page_is_written_and_the_reader_told_how_to_print(monkeypatch, tmp_path):
    monkeypatch.setattr(printing, "browsers", lambda: iter(()))
    out = tmp_path / "report.html"
    with pytest.raises(kg.PolicyError) as caught:
        kg.report(SAMPLE, write(tmp_path / "notebooks", "1-first", TITLE, PARAMETERS), out, pdf=True)

    assert str(caught.value) == f"no Chromium, Chrome or Edge was found to print with: install one, or print {out} from any browser"
    assert "시험하는 장" in out.read_text("utf-8")


def test_a_browser_that_does_not_print_is_told_in_one_line(monkeypatch, tmp_path):
    monkeypatch.setattr(printing, "browsers", lambda: iter([sys.executable]))
    with pytest.raises(kg.PolicyError, match="did not print"):
        printing.printed(write(tmp_path, "x", TITLE) / "x.ipynb")

    assert [path.name for path in tmp_path.iterdir()] == ["x.ipynb"]


def test_browsers_are_found_on_windows(monkeypatch, tmp_path):
    edge = tmp_path / "Microsoft" / "Edge" / "Application" / "msedge.exe"
    edge.parent.mkdir(parents=True)
    edge.touch()
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setenv("PROGRAMFILES(X86)", str(tmp_path))

    assert str(edge) in list(printing.browsers())


def test_chapters_come_in_the_order_of_their_numbers(tmp_path):
    for name in ("10-last", "2-second", "1-first", "notes"):
        write(tmp_path, name, TITLE)

    assert [path.stem for path in running.found(tmp_path)] == ["1-first", "2-second", "10-last", "notes"]
    assert [path.stem for path in running.found(tmp_path, ["notes.ipynb", "1-first", "notes"])] == ["notes", "1-first"]


def test_numbers_and_days_of_a_table_stand_to_the_right_and_styles_are_left_out():
    html = safe.clean("<style scoped>.dataframe td {color: red}</style><table><tr><td>1,234</td><td>-0.5%</td><td>2024-11-06</td><td>600억원</td></tr></table>")

    assert html == '<div class="table short"><table><tbody><tr><td class="n">1,234</td><td class="n">-0.5%</td><td class="n">2024-11-06</td><td>600억원</td></tr></tbody></table></div>'


def test_a_formula_that_cannot_be_drawn_is_shown_as_written():
    assert safe.formula(r"\begin{cases}a & b\end{cases}") == r"<code>\begin{cases}a &amp; b\end{cases}</code>"
    assert safe.formula("x < y").startswith('<img class="math" alt="x &lt; y"')


def test_a_notebook_without_a_heading_is_a_chapter_by_its_name(invented):
    html = page.report_html(invented, [running.Ran("5-bare", [new_markdown_cell("글만 있다")], "")])

    assert '<h2 id="5-bare">5-bare</h2>' in html
    assert "자료 기준일" not in html
