"""Questions asked in the page give the rows that ``kg.query`` gives, and nothing that is put into one can break out of it."""

import csv
import io
import re
from urllib.parse import quote, urlencode

import pytest

import graph as kg
from graph.query import questions

NAMES = "SELECT ?firm ?name WHERE { ?firm a pg:Firm ; skos:prefLabel ?name . FILTER(LANG(?name) = $language) } ORDER BY ?name LIMIT 7"
TEXTUAL = "# param@word: text = 네이버 | 낱말 / word\nSELECT ?entity WHERE { ?entity skos:prefLabel ?name . FILTER(STR(?name) = $word) } ORDER BY ?entity"


@pytest.fixture
def ask(browser, written):
    """Open the page on its questions, offline; what it asks for, and what goes wrong in it, is kept in ``page.trouble``."""
    contexts = []

    def opened(answered=True, width=1440, **state):
        context = browser.new_context(viewport={"width": width, "height": 900}, offline=True, accept_downloads=True)
        contexts.append(context)
        page = context.new_page()
        page.trouble = []
        page.on("request", lambda request: request.url.startswith((written.as_uri(), "blob:")) or page.trouble.append(request.url))
        page.on("console", lambda message: page.trouble.append(message.text))
        page.on("pageerror", lambda error: page.trouble.append(str(error)))
        page.goto(f"{written.as_uri()}#{urlencode({'view': 'ask', **state}, quote_via=quote)}")
        page.wait_for_selector(".gallery")
        if answered and state:
            settle(page)
        return page

    yield opened
    for context in contexts:
        context.close()


def settle(page):
    """Wait until a question is answered or found wanting."""
    page.wait_for_selector(".summed, .failed", timeout=30_000)


def rows_in(page):
    """The rows of the CSV file that the page hands out."""
    with page.expect_download() as download:
        page.click("text=CSV로 받기")
    text = download.value.path().read_bytes().decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:])))


def expected(real, question, **values):
    """The same of Python, as texts."""
    frame = kg.query(real, question, **values)
    return [list(frame.columns), *[[written_out(cell) for cell in row] for row in frame.to_numpy().tolist()]]


def written_out(cell):
    """Booleans as SPARQL writes them."""
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def as_numbers(rows):
    """Numbers as numbers: the page keeps the digits of the data."""
    return [[float(cell) if re.fullmatch(r"-?\d+(\.\d+)?", cell) else cell for cell in row] for row in rows]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("who_attended", {}),
        ("who_attended", {"event": "event/2025-06-20-ulsan-ai"}),
        ("about", {"entity": "org/kakao"}),
        ("largest_pledges", {"top": "5"}),
        ("pledges_overdue", {"date": "2025-06-30"}),
        ("posts_on", {"date": "2025-01-15"}),
        ("shortest_path", {}),
        ("sources_of", {}),
        ("topics_overview", {}),
        ("who_urged_whom", {}),
        ("documents_by_publisher", {}),
    ],
)
def test_a_prepared_question_gives_the_rows_of_python(ask, real, name, values):
    page = ask(ask=name, values=urlencode(values))

    assert as_numbers(rows_in(page)) == as_numbers(expected(real, name, **values))
    assert page.trouble == []


def test_a_question_is_found_by_its_title_and_answers_at_once(ask, real):
    page = ask(answered=False)

    page.fill(".gallery input", "참석했나")
    page.click(f"text={questions()['who_attended'].title['ko']}")
    settle(page)

    assert "ask=who_attended" in page.url
    assert page.inner_text(".summed b") == f"{len(kg.query(real, 'who_attended'))}건"
    assert page.inner_text(".grid tbody tr >> nth=0").count("유상임") == 1
    assert page.trouble == []


def test_every_prepared_question_is_answered(ask, real):
    page = ask(answered=False)
    for question in questions().values():
        page.click(f".gallery >> text='{question.title['ko']}'")
        page.wait_for_function("title => document.querySelector('.asking h2').textContent === title && document.querySelector('.summed, .failed')", arg=question.title["ko"])

        assert (question.name, page.inner_text(".summed b, .failed")) == (question.name, f"{len(kg.query(real, question.name)):,}건")
    assert page.trouble == []


def test_a_value_is_chosen_by_typing_initials_with_the_keyboard_alone(ask, real):
    page = ask(ask="pledges_of_actor")

    page.focus("[role=combobox] >> nth=1")
    page.keyboard.type("ㅋㅋㅇ")
    page.wait_for_selector("[role=option]:has-text('카카오')")
    page.keyboard.press("Enter")
    page.wait_for_url("**actor**kakao**")
    settle(page)

    assert as_numbers(rows_in(page)) == as_numbers(expected(real, "pledges_of_actor", actor="org/kakao"))


def test_only_entities_of_the_class_are_offered(ask):
    page = ask(ask="who_attended")

    page.fill("[role=combobox] >> nth=1", "네이버")
    page.wait_for_timeout(200)

    assert [text for text in page.locator("[role=option]").all_inner_texts() if "행사" not in text] == []


def test_a_day_is_changed_in_the_form_and_stands_in_the_address(ask, real):
    page = ask(ask="pledges_overdue")

    page.fill("input[name=date]", "2025-03-31")
    page.keyboard.press("Enter")
    page.wait_for_url("**2025-03-31**")
    settle(page)

    assert as_numbers(rows_in(page)) == as_numbers(expected(real, "pledges_overdue", date="2025-03-31"))


def test_a_question_of_ones_own_runs_with_prefixes_added(ask, real):
    page = ask(answered=False)
    page.click(".gallery >> text=직접 쓰기")
    settle(page)
    page.click(".cm-content")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(NAMES)
    page.keyboard.press("ControlOrMeta+Enter")
    page.wait_for_function("() => document.querySelector('.summed b')?.textContent === '7건'")

    assert rows_in(page) == expected(real, NAMES)
    assert quote("pg:Firm") in page.url or "pg:Firm" in page.url
    assert page.trouble == []


def test_the_link_of_a_question_gives_the_same_rows_again(ask):
    page = ask(sparql=NAMES)
    before = rows_in(page)

    page.reload()
    settle(page)

    assert rows_in(page) == before
    assert len(before) == 8


def test_sums_are_reckoned_from_left_to_right(ask, real):
    sums = "SELECT (1 - 2 + 3 AS ?a) (?n -2 +3 AS ?b) (12 / 3 * 2 AS ?c) (10 - 2 * 6 / 3 / 2 - 1 + 4 AS ?d) ((9 - (4 - 2 + 1) - 1) * 2 AS ?e) (?n -2 * 3 +1 AS ?f) { VALUES ?n { 5 } }"

    assert as_numbers(rows_in(ask(sparql=sums))) == as_numbers(expected(real, sums)) == [["a", "b", "c", "d", "e", "f"], [2, 6, 8, 11, 10, 0]]


@pytest.mark.parametrize("sparql", ["CONSTRUCT { ?s skos:prefLabel ?o } WHERE { ?s a pg:Ministry ; skos:prefLabel ?o }", "DESCRIBE <topic/platform-legislation>"])
def test_a_graph_is_shown_as_triples(ask, real, sparql):
    rows = rows_in(ask(sparql=sparql))

    assert rows[0] == ["subject", "predicate", "object"]
    assert sorted(rows[1:]) == sorted(expected(real, sparql)[1:])


@pytest.mark.parametrize(("sparql", "said"), [("ASK { ?s a pg:Firm }", "예"), ("ASK { ?s a pg:Unicorn }", "아니요")])
def test_a_yes_or_no_is_said_in_a_word(ask, sparql, said):
    assert ask(sparql=sparql).inner_text(".summed b") == said


def test_a_syntax_error_is_said_in_one_line_with_its_place(ask):
    page = ask(sparql="SELECT ?s WHERE {\n  ?s a pg:Firm\n  FILTER(?s\n}")

    assert page.inner_text(".failed").startswith("4행 1열: ‘}’에서 더 읽지 못했습니다.")
    assert "\n" not in page.inner_text(".failed")
    assert page.locator(".cm-lintRange-error").count() == 1


@pytest.mark.parametrize("sparql", ["SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }", "LOAD <http://127.0.0.1:9/data>", "DROP ALL"])
def test_nothing_leaves_the_page_and_nothing_is_changed(ask, sparql):
    page = ask(sparql=sparql)

    assert "\n" not in page.inner_text(".failed")
    assert page.trouble == []


@pytest.mark.parametrize("value", ['"> . DROP ALL', "} SELECT * { ?s ?p ?o", '" || true || "', "\\", '\\" ) } #', "a\nb", "$word", "'''", "<script>window.hit=1</script>"])
def test_a_value_is_only_ever_a_value(ask, real, value):
    page = ask(sparql=TEXTUAL, values=urlencode({"word": value}))

    assert page.inner_text(".summed b") == "0건"
    assert expected(real, TEXTUAL, word=value)[1:] == []
    assert page.evaluate("window.hit") is None


@pytest.mark.parametrize("value", ["org/naver> . ?s ?p ?o . <x", "org/nobody", "event/2024-11-06-msit-platform-ceos"])
def test_a_parameter_takes_only_ids_of_its_class(ask, value):
    page = ask(ask="career", values=urlencode({"person": value}))

    assert value in page.inner_text(".failed")


def test_rows_that_are_ticked_are_shown_in_the_graph(ask):
    page = ask(ask="who_attended")

    page.check(".grid input >> nth=0")
    page.click("text=고른 1건을 그래프에서 보기")
    page.wait_for_selector("#view svg")

    assert re.search(r"nodes=([^&]+)", page.url)[1].split(",") == ["person/yoo-sang-im", "org/msit", "event/2024-11-06-msit-platform-ceos"]
    page.go_back()
    settle(page)
    assert page.inner_text(".summed b") == "9건"


def test_an_answer_is_capped_and_says_so(ask):
    page = ask(sparql="SELECT * WHERE { ?s ?p ?o }")

    assert "처음 10,000건만" in page.inner_text(".summed")
    assert len(rows_in(page)) == 10_001


def test_a_question_that_runs_too_long_is_stopped_and_the_next_is_answered(ask):
    page = ask(sparql="SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", answered=False)

    page.click("text=멈춤")
    page.wait_for_selector(".said:has-text('멈추었습니다')")
    page.click(f".gallery >> text='{questions()['who_attended'].title['ko']}'")
    settle(page)

    assert page.inner_text(".summed b") == "9건"


def test_the_keyboard_is_not_trapped_in_the_editor(ask):
    page = ask(sparql=NAMES)

    page.click(".cm-content")
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('.cm-editor')")
    page.click(".cm-content")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_names_of_entities_and_terms_are_completed(ask):
    page = ask(sparql="SELECT * { ?s ?p ?o } LIMIT 1")

    page.click(".cm-content")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("ㄴㅇㅂ")
    page.wait_for_selector(".cm-tooltip-autocomplete li:has-text('네이버')")
    page.wait_for_timeout(200)  # the list takes no key in the moment in which it appears
    page.keyboard.press("Enter")
    assert page.inner_text(".cm-line") == "org:naver"
    page.keyboard.type(" 약속")
    page.wait_for_selector(".cm-tooltip-autocomplete li:has-text('pg:Pledged')")
