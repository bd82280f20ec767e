"""Files are read as Korean Excel writes them, and what is broken is told by file and line."""

import pytest

from graph.tables import read


def told(folder):
    """The problems found in reading, as a user sees them."""
    return [str(p) for p in read(folder)[1]]


def rewrite(path, encoding):
    path.write_bytes(path.read_text("utf-8").encode(encoding))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp949"])
def test_a_table_saved_by_korean_excel_reads_the_same(sample, encoding):
    before = read(sample)[0].entities
    for path in sorted(sample.rglob("*.csv")):
        rewrite(path, encoding)

    after, problems = read(sample)

    assert [p for p in problems if p.level == "error"] == []
    assert after.entities.equals(before)


def test_cp949_is_read_with_a_warning_that_letters_may_be_lost(sample):
    rewrite(sample / "names.csv", "cp949")

    assert told(sample) == ["names.csv: is saved as CP949, which lacks letters such as – and é: see that no '?' stands in their place, and save it as 'CSV UTF-8'"]


def test_rows_of_empty_cells_that_excel_leaves_behind_are_passed_over(sample):
    path = sample / "names.csv"
    path.write_text(path.read_text("utf-8") + ",,,,,\n,,,,,\n", "utf-8")

    policy, problems = read(sample)

    assert problems == []
    assert len(policy.spellings) == 1


def test_windows_line_ends_read_the_same(sample):
    before = read(sample)[0].claims
    for path in sample.rglob("*.csv"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    after, problems = read(sample)

    assert problems == []
    assert after.claims.equals(before)


def test_unicode_text_of_excel_is_named_for_what_it_is(sample):
    rewrite(sample / "entities/place.csv", "utf-16")

    assert told(sample)[0] == "entities/place.csv: is saved as UTF-16 (Excel's 'Unicode Text'); save it as 'CSV UTF-8'"


def test_an_unknown_file_is_told_with_the_nearest_valid_one(sample):
    (sample / "relations/pledge.csv").write_text("id\n", "utf-8")

    assert told(sample) == ["relations/pledge.csv: unknown file; did you mean relations/pledged.csv?"]


def test_an_unknown_column_is_told_with_the_nearest_valid_one(spoil):
    assert told(spoil("relations/pledged.csv", "count_unit", "count_units")) == ["relations/pledged.csv:1: count_units: unknown column; did you mean count_unit?"]


def test_a_comma_without_quotation_marks_is_told_by_its_row(spoil):
    folder = spoil("documents.csv", "누군가의 메모", "누군가의, 메모")

    assert told(folder) == ["documents.csv:4: the row has 10 cells, the heading 9; put quotation marks around a cell that holds a comma"]


@pytest.mark.parametrize(("mark", "called"), [(";", "semicolons"), ("\t", "tabs")])
def test_a_file_whose_cells_are_parted_by_another_mark_is_told_once(sample, mark, called):
    path = sample / "relations/pledged.csv"
    path.write_text(path.read_text("utf-8").replace(",", mark), "utf-8")

    assert told(sample)[0] == f"relations/pledged.csv:1: the cells are parted by {called}, not commas; save it as 'CSV UTF-8 (comma delimited)'"
    assert len([line for line in told(sample) if line.startswith("relations/pledged.csv")]) == 1


def test_a_file_cut_off_in_the_middle_of_a_row_is_told(sample):
    path = sample / "relations/holds_post.csv"
    path.write_text(path.read_text("utf-8")[:-28], "utf-8")

    assert told(sample) == [
        "relations/holds_post.csv:5: the last line has no end, as if the file were cut off; restore the rest or end the line",
        "relations/holds_post.csv:5: the row has 14 cells, the heading 17; put quotation marks around a cell that holds a comma",
    ]


def test_a_file_cut_off_within_quotation_marks_is_told(sample):
    path = sample / "relations/attended.csv"
    text = path.read_text("utf-8")
    path.write_text(text[: text.rindex("간담회에는") + 3], "utf-8")

    assert told(sample)[0].startswith("relations/attended.csv:3: the row is broken or the file is cut off here")


def test_a_file_cut_off_in_the_middle_of_a_letter_is_told(sample):
    path = sample / "entities/topic.csv"
    path.write_bytes(path.read_bytes()[: path.read_bytes().index("상한".encode()) + 1])

    assert told(sample)[0] == "entities/topic.csv:2: the file is cut off in the middle of a letter; restore the rest"


def test_an_empty_file_is_told(sample):
    (sample / "names.csv").write_bytes(b"")

    assert told(sample) == ["names.csv:1: the file is empty; its first line must be name,entity,note,note_en,since,until"]


def test_a_folder_without_tables_is_told(tmp_path):
    assert told(tmp_path) == [f"{tmp_path}: holds no tables; name the folder that holds documents.csv"]


def test_columns_may_stand_in_any_order_and_empty_ones_be_left_out(sample):
    before = read(sample)[0].entities
    (sample / "entities/place.csv").write_text("region,id,name_en,name\n가람시 나루구,place/dalbit-hall,Dalbit Hall,달빛회관\n", "utf-8")

    after, problems = read(sample)

    assert problems == []
    assert after.entities.equals(before)
