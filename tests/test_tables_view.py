"""The tables, the ledger of pledges and the positions of the explorer hold what the tables hold, in a real browser."""

import io
import re
import unicodedata
from collections import Counter

import pandas as pd
import pytest

import graph as kg
from graph.model import PG, schema
from graph.tables import sources, texts

BIGGEST = "pledged/coupang-3tn"


@pytest.fixture
def open_view(open_page):
    """Open the page at a view of tables; no request and no error may come of it."""
    pages = []

    def opened(view, width=1440, height=900):
        pages.append(open_page(view, width, height))
        pages[-1].wait_for_selector(".tables")
        return pages[-1]

    yield opened
    assert [trouble for page in pages for trouble in page.trouble] == []
    for page in pages:
        page.close()


def ids_shown(page):
    return page.eval_on_selector_all("tbody > tr[data-id]", "rows => rows.map(row => row.dataset.id)")


def ids_of_all_pages(page):
    found = ids_shown(page)
    while (following := page.locator(".pages button", has_text="다음")).count():
        assert len(ids_shown(page)) == 200
        last = found[-1]
        following.click()
        page.wait_for_function("last => document.querySelector('tbody > tr[data-id]:last-of-type').dataset.id !== last", arg=last)
        found += ids_shown(page)
    return found


def latest(real):
    """The last status of each pledge; a month stands after its days, as in the question on overdue pledges."""
    return real.statuses.assign(order=real.statuses["date"] + "|" + real.statuses["id"]).sort_values("order").groupby("claim").tail(1).set_index("claim")


def word(status):
    return schema().schemes[PG + "PledgeStatus"][status].label["ko"]


def find(page, words):
    page.get_by_role("searchbox").fill(words)
    page.wait_for_timeout(100)


def sort_by(page, heading):
    button = page.get_by_role("columnheader", name=heading, exact=True).get_by_role("button")
    button.click()
    page.wait_for_function("name => document.querySelector('th[aria-sort]').textContent.startsWith(name)", arg=heading)
    return page.locator("th[aria-sort]").get_attribute("aria-sort")


def csv_of(page):
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV로 받기").click()
    content = download.value.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert download.value.suggested_filename.endswith(".csv")
    return pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False, encoding="utf-8-sig")


@pytest.mark.parametrize("table", ["claims", "entities", "documents"])
def test_every_row_of_a_table_is_there_two_hundred_at_a_time(open_view, real, table):
    page = open_view(f"view=tables&table={table}")

    assert sorted(ids_of_all_pages(page)) == sorted(getattr(real, table)["id"])


def test_filters_hold_for_the_table(open_view, real):
    page = open_view("view=tables&relations=attended,holds_post")

    assert sorted(ids_of_all_pages(page)) == sorted(real.claims.loc[~real.claims["relation"].isin(["attended", "holds_post"]), "id"])


def test_texts_are_sorted_as_in_a_korean_dictionary(open_view, real):
    page = open_view("view=tables&table=entities")
    assert sort_by(page, "이름") == "ascending"

    first = page.eval_on_selector_all("tbody > tr[data-id] > td:first-child", "cells => cells.map(cell => cell.textContent)")
    expected = page.evaluate("names => names.sort(new Intl.Collator('ko', {numeric: true}).compare)", texts(real.entities["name"]))
    assert first == expected[:200]


def test_claims_without_a_date_come_last_in_either_direction(open_view, real):
    page = open_view("view=tables&sort=date")
    dated = real.claims["date"].where(real.claims["date"] != "", real.claims["since"])

    assert ids_shown(page)[0] == real.claims["id"][dated[dated != ""].sort_values(kind="stable").index[0]]
    assert sort_by(page, "날짜") == "descending"
    assert ids_shown(page)[0] == real.claims["id"][dated.sort_values(ascending=False, kind="stable").index[0]]


def test_a_text_filter_finds_words_in_any_column_however_they_are_typed(open_view, real):
    page = open_view("view=tables&table=claims")
    find(page, "수수료 상한제")
    found = ids_shown(page)
    holding = real.claims["summary"].str.contains("수수료") & real.claims["summary"].str.contains("상한제")

    assert set(real.claims.loc[holding, "id"]) <= set(found)
    rows = page.eval_on_selector_all("tbody > tr[data-id]", "rows => rows.map(row => row.textContent)")
    assert [row for row in rows if "수수료" not in row or "상한제" not in row] == []
    find(page, unicodedata.normalize("NFD", "수수료 상한제"))
    assert ids_shown(page) == found
    find(page, "그런 말은 없음")
    assert "맞는 것이 없습니다" in page.inner_text(".empty")


def test_the_claims_of_a_document_are_one_click_away(open_view, real):
    page = open_view("view=tables&table=documents&sort=-claims")
    document = ids_shown(page)[0]
    page.locator("tbody > tr[data-id]").first.get_by_role("link", name=re.compile("주장$")).click()
    page.wait_for_selector("tr[data-id*='/']:not([data-id^='doc/'])")

    assert sorted(ids_of_all_pages(page)) == sorted(set(real.evidence.loc[real.evidence["document"] == document, "claim"]))


def test_the_csv_of_the_claims_holds_the_claims_and_their_documents(open_view, real):
    found = csv_of(open_view("view=tables&table=claims")).sort_values("id").reset_index(drop=True)
    claims = real.claims.sort_values("id").reset_index(drop=True)
    filled = [column for column in claims.columns if column not in ("table", "line") and any(texts(claims[column]))]
    documents = [sources(real)[claim] for claim in claims["id"]]
    addresses = dict(zip(real.documents["id"], real.documents["url"], strict=True))

    assert set(filled) <= set(found.columns)
    for column in filled:
        assert found[column].tolist() == texts(claims[column]), column
    assert found["documents"].str.split().tolist() == documents
    assert found["addresses"].str.split().tolist() == [[addresses[document] for document in of] for of in documents]


def test_the_csv_holds_only_what_the_text_filter_leaves(open_view):
    page = open_view("view=tables&table=claims")
    find(page, "인앱결제")

    assert sorted(csv_of(page)["id"]) == sorted(ids_of_all_pages(page))


@pytest.mark.parametrize(("table", "frame"), [("entities", "entities"), ("documents", "documents")])
def test_the_other_tables_can_be_had_as_csv_too(open_view, real, table, frame):
    found = csv_of(open_view(f"view=tables&table={table}")).sort_values("id").reset_index(drop=True)
    expected = getattr(real, frame).sort_values("id").reset_index(drop=True)

    for column in [c for c in expected.columns if c not in ("table", "line") and any(texts(expected[c]))]:
        assert found[column].tolist() == texts(expected[column]), column


def test_every_claim_shows_its_evidence_in_one_click(open_view, real):
    page = open_view("view=tables&table=claims")
    buttons = page.locator("tbody > tr[data-id] button.evidence")
    assert buttons.count() == len(ids_shown(page))
    claim = ids_shown(page)[3]
    buttons.nth(3).click()
    publishers = real.documents.set_index("id")["publisher"]

    page.wait_for_selector("#panel article.claim")
    assert publishers[sources(real)[claim][0]] in page.inner_text("#panel")


def test_a_claim_is_reached_by_keyboard_alone(open_view):
    page = open_view("view=tables&table=claims")
    page.get_by_role("searchbox", name="표에서 찾기").focus()
    for _ in range(4):  # the download, the table, the first heading, the second
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("th[aria-sort=ascending]")
    assert page.evaluate("document.querySelector('th[aria-sort]').contains(document.activeElement)")
    while not page.evaluate("document.activeElement.matches('button.evidence')"):
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    second = ids_shown(page)[1]
    page.wait_for_function("id => decodeURIComponent(location.hash).includes('pick=' + id)", arg=second)


def test_pledges_are_sorted_by_exact_amounts(open_view, real):
    page = open_view("view=pledges")
    pledged = real.claims[real.claims["relation"] == "pledged"].reset_index(drop=True)
    with_sum = pledged[pledged["amount"].notna()]
    assert sort_by(page, "금액") == "descending"
    assert ids_shown(page)[: len(with_sum)] == with_sum.sort_values("amount", ascending=False, kind="stable")["id"].tolist()
    assert sort_by(page, "금액") == "ascending"
    assert ids_shown(page)[: len(with_sum)] == with_sum.sort_values("amount", kind="stable")["id"].tolist()
    assert sorted(ids_shown(page)) == sorted(pledged["id"])


@pytest.mark.parametrize("day", ["", "2026-11-22", "2025-01-01"])
def test_what_is_past_due_is_what_the_question_answers_for_that_day(open_view, real, day):
    page = open_view(f"view=pledges&on={day}")
    expected = kg.query(real, "pledges_overdue", date=day or max(*real.documents["published"], *real.statuses["date"]))
    pledged = real.claims[real.claims["relation"] == "pledged"]

    heading = f"약속 {len(pledged)}건 · 금액이 있는 것 {pledged['amount'].notna().sum()}건 · 기한 지났고 이행 기록 없음 {len(expected)}건"
    assert page.inner_text(".pledges > h2") == heading
    page.get_by_role("button", name="기한 지남").click()
    page.wait_for_function("count => document.querySelectorAll('tbody > tr[data-id]').length === count", arg=len(expected))
    assert sorted(ids_shown(page)) == sorted(expected["claim"])
    assert page.locator(".mark.late").count() == len(expected)
    assert "약속을 어겼다는 뜻이 아닙니다" in page.inner_text(".pledges")


def test_chips_count_and_filter_by_actor_and_by_latest_status(open_view, real):
    page = open_view("view=pledges")
    ledger = latest(real)
    for status, count in Counter(ledger["status"]).items():
        assert page.get_by_role("group", name="상태").get_by_role("button", name=f"{word(status)} {count}", exact=True).count() == 1
    pledged = real.claims[real.claims["relation"] == "pledged"].set_index("id")["subject"]
    actor = pledged.value_counts().index[0]
    [(status, count), *_] = ledger.loc[pledged.index[pledged == actor], "status"].value_counts().items()
    page.get_by_role("group", name="누가").get_by_role("button", name=named(real)[actor]).first.click()
    page.get_by_role("group", name="상태").get_by_role("button", name=f"{word(status)} {count}", exact=True).click()
    expected = sorted(id_ for id_ in pledged.index[pledged == actor] if ledger["status"][id_] == status)

    page.wait_for_function("count => document.querySelectorAll('tbody > tr[data-id]').length === count", arg=len(expected))
    assert sorted(ids_shown(page)) == expected


def test_the_history_of_a_pledge_unfolds_under_it(open_view, real):
    page = open_view("view=pledges&sort=-amount")
    page.locator(f"tr[data-id='{BIGGEST}'] button.status").click()
    records = real.statuses[real.statuses["claim"] == BIGGEST].sort_values(["date", "id"])

    assert page.eval_on_selector_all(".history time", "times => times.map(time => time.dateTime)") == records["date"].tolist()
    assert all(summary in page.inner_text(".history") for summary in records["summary"])
    assert page.locator(".history a[rel='noopener noreferrer']").count() == len(records)


def test_the_csv_of_the_ledger_has_the_status_of_each_pledge(open_view, real):
    found = csv_of(open_view("view=pledges")).set_index("id")
    expected = latest(real).reindex(found.index).fillna("")

    assert found["status"].to_dict() == expected["status"].to_dict()
    assert found["status_date"].to_dict() == expected["date"].to_dict()


def stances(real, item, sides, least=2):
    """Of actors with enough positions, how many claims for and against each item."""
    taken = real.claims[real.claims[item].ne("") & sides.ne(0)].assign(side=sides)
    counts = taken.groupby(["subject", item])["side"].agg(support=lambda s: (s > 0).sum(), opposition=lambda s: (s < 0).sum())
    enough = counts.groupby("subject").size()
    return counts[counts.index.get_level_values("subject").isin(enough.index[enough >= least])].sort_index()


def cells_said(counts, names, statements, words):
    said = []
    for (actor, item), (support, opposition) in zip(counts.index, counts.to_numpy(), strict=True):
        word = words[2] if support and opposition else words[0] if support else words[1]
        said.append(f"{names[actor]}: ‘{statements[item]}’{word}, 주장 {support + opposition}건")
    return sorted(said)


def named(real):
    return dict(zip(real.entities["id"], real.entities["name"], strict=True))


@pytest.mark.parametrize("least", [1, 2, 3])
def test_each_position_on_a_topic_is_what_the_claims_say(open_view, real, least):
    page = open_view(f"view=positions&values=least%3D{least}")
    sides = real.claims["stance"].map({"agree": 1, "disagree": -1}).fillna(0)
    counts = stances(real, "topic", sides, least)
    statements = dict(zip(real.entities["id"], real.entities["agree"], strict=True))

    said = page.eval_on_selector_all(".matrix button.cell", "cells => cells.map(cell => cell.ariaLabel)")
    assert sorted(said) == cells_said(counts, named(real), statements, ("에 찬성", "에 반대", "에 찬성도 반대도"))
    assert page.locator(".matrix thead th[scope=col]").count() == counts.index.get_level_values(1).nunique()
    assert page.locator(".matrix tbody th[scope=row]").count() == counts.index.get_level_values(0).nunique()
    assert f"주장 {counts.to_numpy().sum()}건" in page.inner_text(".reading")


def test_each_position_on_a_law_is_what_the_relations_say(open_view, real):
    page = open_view("view=positions&against=law&values=least%3D1")
    laws = set(real.entities.loc[real.entities["kind"] == "law", "id"])
    sides = real.claims["relation"].map({"supported": 1, "criticized": -1}).fillna(0) * real.claims["object"].isin(laws)
    counts = stances(real, "object", sides, 1)
    names = named(real)

    said = page.eval_on_selector_all(".matrix button.cell", "cells => cells.map(cell => cell.ariaLabel)")
    assert sorted(said) == cells_said(counts, names, names, (" 지지", " 비판", " 지지도 비판도"))


def test_the_order_of_the_positions_is_the_same_every_time(open_view):
    def order():
        page = open_view("view=positions")
        return page.eval_on_selector_all(".matrix th", "heads => heads.map(head => head.textContent)")

    assert order() == order()


def test_a_cell_opens_the_claims_behind_it_by_keyboard(open_view, real):
    page = open_view("view=positions")
    cell = page.locator(".matrix button.cell").first
    cell.focus()
    page.keyboard.press("ArrowDown")
    column = page.evaluate("document.activeElement.closest('td').dataset.column")
    assert column == cell.evaluate("cell => cell.closest('td').dataset.column")
    label = page.evaluate("document.activeElement.ariaLabel")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel article.claim")
    names = named(real)
    pair = re.search(r"pick=([^&]+)", page.evaluate("decodeURIComponent(location.hash)")).group(1).split("~")

    assert label.startswith(f"{names[pair[0]]}: ")
    assert names[pair[1]] in page.inner_text("#panel h2")


def test_the_csv_of_the_positions_has_a_row_for_each(open_view, real):
    found = csv_of(open_view("view=positions"))
    counts = stances(real, "topic", real.claims["stance"].map({"agree": 1, "disagree": -1}).fillna(0))
    found = found.sort_values(["actor", "about"]).set_index(["actor", "about"])

    assert found.index.tolist() == counts.index.tolist()
    assert found[["support", "opposition"]].astype(int).to_numpy().tolist() == counts.to_numpy().tolist()


def test_on_a_phone_nothing_is_wider_than_the_page(open_view, real):
    for view in ("view=tables", "view=pledges", "view=positions"):
        page = open_view(view, width=390, height=844)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    topics = page.locator(".positions section.item h3").all_inner_texts()

    assert page.locator(".matrix").count() == 0
    assert set(topics) <= set(real.entities["agree"])
