"""Everything wrong is found in one run, each with file, row, column and what would be valid."""

import pyshacl
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.build import problems
from graph.check import check
from graph.model import schema_text
from graph.rdf import to_turtle
from graph.resolve import merge
from graph.tables import read, typed


def told(folder):
    return [str(p) for p in problems(folder) if p.level == "error"]


def test_the_sample_is_clean(sample):
    assert problems(sample) == []


def test_a_document_that_nothing_cites_is_a_warning(spoil):
    folder = spoil("relations/criticized.csv", "doc/memo-2026", "doc/bada-20260520")
    spoil("relations/holds_post.csv", "doc/memo-2026", "doc/bada-20260520")
    spoil("relations/announced_for.csv", "doc/memo-2026", "doc/bada-20260520")

    assert [f"{p.level}: {p}" for p in problems(folder)] == ["warning: documents.csv:4: id: 'doc/memo-2026' is cited by nothing"]


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("relations/hosted.csv", "org/msc,event", "org/mcs,event", "relations/hosted.csv:2: subject: 'org/mcs' does not exist; did you mean org/msc?"),
        ("relations/pledged.csv", "2026-05-20,doc/haneul", "2026-13-40,doc/haneul", "relations/pledged.csv:3: date: '2026-13-40' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD"),
        ("relations/pledged.csv", "2026-07", "2026-7", "relations/pledged.csv:2: start: '2026-7' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD"),
        ("relations/pledged.csv", "P3Y", "3년", "relations/pledged.csv:2: period: '3년' is not a duration; write ISO 8601, such as P5Y or P1Y6M"),
        ("relations/pledged.csv", "15000000000", "150억", "relations/pledged.csv:2: amount: '150억' is not a plain number; write digits only, such as 60000000000 or 6.8"),
        ("relations/pledged.csv", "15000000000", "-1", "relations/pledged.csv:2: amount: is less than 0"),
        ("relations/pledged.csv", "000,KRW", "000,", "relations/pledged.csv:2: currency: is missing, though amount asks for it"),
        ("relations/pledged.csv", "동네 가게(곳)", "", "relations/pledged.csv:2: count_unit: is missing, though count asks for it"),
        ("relations/attended.csv", "chair", "chairman", "relations/attended.csv:3: capacity: 'chairman' is unknown; did you mean chair?"),
        ("relations/attended.csv", "event/2026-05-20-msc-meeting,,", "place/dalbit-hall,,", "relations/attended.csv:2: object: 'place/dalbit-hall' is a place, not an event"),
        ("relations/hosted.csv", "doc/bada-20260520", "", "relations/hosted.csv:2: document: is missing"),
        (
            "relations/holds_post.csv",
            "2023,2025-07-01",
            "2023,2025-08-01",
            "relations/holds_post.csv:4: since: '2025-07-01' overlaps the term of person/yoon-do-hyun in the same post, until 2025-08-01 (line 5)",
        ),
        ("relations/holds_post.csv", "2023,2025-07-01", "2026,2025-07-01", "relations/holds_post.csv:5: until: '2025-07-01' is before since '2026'"),
        ("relations/criticized.csv", "한 대표는,말했다", "가나다 " * 40, "relations/criticized.csv:2: locator: is longer than 120 characters"),
        (
            "documents.csv",
            "https://example.org/pada/3",
            "example.org/pada/3",
            "documents.csv:5: url: 'example.org/pada/3' is not a web address; it must begin with http:// or https:// and hold no spaces or brackets",
        ),
        ("documents.csv", "2027-01-10,", ",", "documents.csv:5: published: is missing"),
        ("entities/person.csv", "person/seo-i-deun", "person/서이든", "entities/person.csv:4: id: 'person/서이든' is not an id; write person/ and lower-case letters, digits and hyphens"),
        ("entities/firm.csv", "000123", "123", "entities/firm.csv:2: krx_code: does not have the form ^[0-9]{5}[0-9A-Z]$"),
        ("evidence.csv", "partly,due", "partly,dues", "evidence.csv:3: field: 'dues' is no column of pledged; did you mean due?"),
        ("evidence.csv", "partly,due", "partly,", "evidence.csv:3: field: is missing, though agrees asks for it"),
        ("status.csv", "no,,,집행액", "no,,doc/memo-206,집행액", "status.csv:3: document: 'doc/memo-206' does not exist; did you mean doc/memo-2026?"),
        ("same.csv", "testers,2026-05-30,법인", "testers,2026-05,법인", "same.csv:2: on: '2026-05' is not a full date; write YYYY-MM-DD"),
        ("names.csv", "org/nuritok", "org/nuri", "names.csv:2: entity: 'org/nuri' does not exist; did you mean org/nuritok?"),
    ],
)
def test_each_fault_is_one_line_that_says_where_and_what_is_valid(spoil, file, old, new, expected):
    assert expected in told(spoil(file, old, new))


PLEDGES = ["pledged/nuritok-byeolbit", "pledged/saebyeok-jeongsan"]


@pytest.fixture
def linked(sample):
    """Write what each pledge of the copy restates and is part of, and say what is wrong then."""

    def link(*cells):
        path = sample / "relations/pledged.csv"
        heading, *rows = path.read_text("utf-8").splitlines()
        path.write_text("\n".join([heading, *(row.removesuffix(",,") + f",{restates},{part_of}" for row, (restates, part_of) in zip(rows, cells, strict=True)), ""]), "utf-8", newline="")
        return told(sample)

    return link


def test_a_pledge_may_restate_another_or_be_part_of_it(linked):
    assert linked(("", ""), (PLEDGES[0], PLEDGES[0])) == []


def test_a_pledge_that_restates_an_unknown_pledge_is_told(linked):
    assert linked(("", ""), ("pledged/nuritok-byeolbi", "")) == ["relations/pledged.csv:3: restates: 'pledged/nuritok-byeolbi' does not exist; did you mean pledged/nuritok-byeolbit?"]


def test_a_pledge_can_be_part_of_nothing_but_a_pledge(linked):
    assert linked(("", ""), ("", "criticized/ha-ram-1-pyeongpyeong-2026-05-20")) == [
        "relations/pledged.csv:3: part_of: 'criticized/ha-ram-1-pyeongpyeong-2026-05-20' is a claim: criticized, not a claim: pledged"
    ]


def test_a_pledge_that_restates_itself_is_told(linked):
    assert linked((PLEDGES[0], ""), ("", "")) == [f"relations/pledged.csv:2: restates: '{PLEDGES[0]}' names itself; name another row or leave the cell empty"]


def test_pledges_that_contain_each_other_are_told_once(linked):
    assert linked((PLEDGES[1], ""), ("", PLEDGES[0])) == [f"relations/pledged.csv:3: part_of: leads round in a circle, {PLEDGES[0]} → {PLEDGES[1]} → {PLEDGES[0]}; leave one of these cells empty"]


def test_an_organisation_above_itself_is_told(spoil):
    folder = spoil("entities/firm.csv", "㈜누리톡,,,,,,company,", "㈜누리톡,,,,,,company,org/saebyeok")

    # same.csv judges org/nuritok and org/nuritok-inc to be one firm, and org/saebyeok stands below it
    assert told(folder) == ["entities/firm.csv:4: parent: leads round in a circle, org/nuritok → org/saebyeok → org/nuritok; leave one of these cells empty"]


def test_an_id_given_twice_is_told_with_the_line_it_stands_on_already(spoil):
    folder = spoil("entities/person.csv", "person/yoon-do-hyun", "person/seo-i-deun")

    assert "entities/person.csv:5: id: 'person/seo-i-deun' stands already in entities/person.csv:4; give each row its own id" in told(folder)


def test_a_missing_document_is_told_for_every_row_that_cites_it(spoil):
    folder = spoil("documents.csv", "doc/memo-2026,누군가의 메모,,2026,https://example.org/memo,ko,unknown,,blog\n", "")

    assert [line.split(": ")[0] for line in told(folder)] == ["relations/announced_for.csv:2", "relations/criticized.csv:2", "relations/holds_post.csv:3"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["person/ha-ram-1,person/yoon-do-hyun,same", "person/yoon-do-hyun,person/ha-ram-1,same"],
            "same.csv:4: right: 'person/ha-ram-1' and 'person/yoon-do-hyun' are given up for each other in a circle",
        ),
        (["person/ha-ram-1,person/yoon-do-hyun,same", "person/seo-i-deun,person/yoon-do-hyun,same"], "same.csv:5: right: 'person/yoon-do-hyun' is given up for 'person/ha-ram-1' already (line 4)"),
        (["person/ha-ram-1,person/ha-ram-1,same"], "same.csv:4: right: 'person/ha-ram-1' is judged to be the same as itself"),
        (["person/ha-ram-1,person/ha-ram-2,same"], "same.csv:3: right: 'person/ha-ram-1' and 'person/ha-ram-2' are judged to be the same by other lines"),
        (["org/saebyeok,person/ha-ram-2,same"], "same.csv:4: right: 'org/saebyeok' and 'person/ha-ram-2' are not of one sort"),
    ],
)
def test_judgements_that_contradict_each_other_are_told(sample, lines, expected):
    with (sample / "same.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{line},testers,2026-05-30,까닭,reason\n" for line in lines)

    assert [line for line in told(sample) if line.startswith(expected)]


def test_a_row_without_an_id_is_told(spoil):
    assert "entities/place.csv:2: id: is missing" in told(spoil("entities/place.csv", "place/dalbit-hall,달", ",달"))


def test_an_amount_of_nothing_is_no_fault(spoil):
    assert told(spoil("relations/pledged.csv", "15000000000", "0")) == []


def test_a_name_in_place_of_an_id_is_told_with_the_id(spoil):
    folder = spoil("relations/hosted.csv", "org/msc,event", "과학통신부,event")

    assert told(folder) == ["relations/hosted.csv:2: subject: '과학통신부' is a name, not an id; did you mean org/msc?"]


def test_a_missing_table_is_told_once_and_not_for_every_cell(sample):
    (sample / "relations/pledged.csv").unlink()

    assert told(sample) == ["relations/pledged.csv: is missing or has no rows, though other tables name ids such as 'pledged/saebyeok-jeongsan'; restore the file"]


def test_a_broken_file_is_told_before_what_follows_from_it(sample):
    (sample / "relations/pledged.csv").write_bytes(b"")

    assert told(sample)[0].startswith("relations/pledged.csv:1: the file is empty; its first line must be id,subject,object,")
    assert len(told(sample)) == 2


def test_all_faults_are_found_in_one_run(spoil):
    spoil("relations/hosted.csv", "org/msc,event", "org/mcs,event")
    spoil("documents.csv", "2027-01-10,", ",")

    assert told(spoil("relations/pledged.csv", "P3Y", "3년")) == [
        "documents.csv:5: published: is missing",
        "relations/hosted.csv:2: subject: 'org/mcs' does not exist; did you mean org/msc?",
        "relations/pledged.csv:2: period: '3년' is not a duration; write ISO 8601, such as P5Y or P1Y6M",
    ]


def test_what_rests_only_on_a_document_from_before_its_day_is_a_warning(spoil):
    folder = spoil("relations/hosted.csv", "2026-05-20,doc/bada-20260520", "2026-05-22,doc/bada-20260520")

    assert [f"{p.level}: {p}" for p in problems(folder)] == [
        "warning: relations/hosted.csv:2: date: '2026-05-22' is after the newest document (2026-05-20): was it only announced? Say so in note, or use a relation for what is announced"
    ]


def test_a_post_without_an_end_that_somebody_else_took_is_a_warning(spoil):
    folder = spoil("relations/holds_post.csv", "2023,2025-07-01", "2023,")

    assert "relations/holds_post.csv:5: until: is empty, though person/seo-i-deun took the post on 2025-07-01; fill it if a document says when the term ended" in [
        str(p) for p in problems(folder) if p.level == "warning"
    ]


def conforms(policy):
    """What an outside SHACL engine says of the Turtle."""
    data = rdflib.Graph().parse(data=to_turtle(typed(policy)), format="turtle")
    shapes = rdflib.Graph().parse(data=schema_text("shapes.ttl"), format="turtle")
    return pyshacl.validate(data, shacl_graph=shapes)[0]


BLANKABLE = {
    "entities": ["name", "type", "agree", "date", "status"],
    "claims": ["summary", "summary_en", "title", "role", "date", "currency", "count_unit", "topic", "stance", "amount"],
    "documents": ["publisher", "published", "url", "licence", "quality", "language"],
    "evidence": ["agrees", "field"],
    "statuses": ["status", "date", "document"],
}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_shapes_mean_the_same_to_the_tables_and_to_an_outside_shacl_engine(data):
    policy = merge(read("tests/sample")[0])
    table = data.draw(st.sampled_from(sorted(BLANKABLE)))
    column = data.draw(st.sampled_from(BLANKABLE[table]))
    frame = getattr(policy, table)
    row = data.draw(st.sampled_from(frame.index[~frame["table"].str.startswith("relations/") | (table == "claims")].tolist()))
    frame.loc[row, column] = ""

    missing = [p for p in check(policy) if "is missing" in p.message]

    assert conforms(policy) == (not missing)
