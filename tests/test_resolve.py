"""Names lead to entities, and recorded judgements to merged rows."""

from graph.build import load
from graph.resolve import Match, find


def found(policy, name):
    return [(m.id, m.why) for m in find(policy, name)]


def test_an_entity_is_found_by_id_name_english_name_alias_and_former_spelling(invented):
    for name, why in [("org/nuritok", "id"), ("누리톡", "name"), ("NURITOK", "name"), ("nuri", "alias"), ("누리톡크", "spelling")]:
        assert find(invented, name) == [Match("org/nuritok", why)]


def test_spaces_and_unicode_forms_do_not_matter(invented):
    import unicodedata

    assert found(invented, unicodedata.normalize("NFD", "과학 통신부")) == [("org/msc", "name")]


def test_namesakes_are_both_listed(invented):
    assert found(invented, "한가람") == [("person/ha-ram-1", "name"), ("person/ha-ram-2", "name")]


def test_a_syllable_makes_another_person(invented):
    assert found(invented, "한가림") == []


def test_a_given_up_id_leads_to_the_kept_one(invented):
    assert found(invented, "org/nuritok-inc") == [("org/nuritok", "id")]


def test_a_merge_moves_claims_and_keeps_the_other_name_as_an_alias(invented):
    rows = invented.entities.set_index("id")

    assert "org/nuritok-inc" not in rows.index
    assert rows.at["org/nuritok", "aliases"] == "NURI;누리;㈜누리톡"
    assert invented.claims.set_index("id").at["pledged/nuritok-byeolbit", "subject"] == "org/nuritok"


def test_deleting_the_judgement_undoes_the_merge(spoil):
    policy = load(spoil("same.csv", "org/nuritok,org/nuritok-inc,same,testers,2026-05-30,법인 이름과 부르는 이름,Legal and common name\n", ""))

    assert policy.claims.set_index("id").at["pledged/nuritok-byeolbit", "subject"] == "org/nuritok-inc"
    assert policy.entities.set_index("id").at["org/nuritok", "aliases"] == "NURI;누리"


def test_of_two_readings_of_one_document_the_one_that_names_the_passage_stays(sample):
    with (sample / "evidence.csv").open("a", encoding="utf-8") as file:
        file.write("pledged/nuritok-byeolbit,doc/haneul-20260521,,yes,,,,\n")

    evidence = load(sample).evidence
    rows = evidence[(evidence["claim"] == "pledged/nuritok-byeolbit") & (evidence["document"] == "doc/haneul-20260521")]

    assert list(rows["locator"]) == ["150억 원을,밝혔다"]


def test_merged_claims_keep_the_documents_of_both(spoil, sample):
    path = sample / "relations/hosted.csv"
    path.write_text(path.read_text("utf-8") + "hosted/msc-again,org/msc,event/2026-05-20-msc-meeting,,2026-05-20,doc/haneul-20260521,,,,,,\n", "utf-8")
    (sample / "same.csv").open("a", encoding="utf-8").write("hosted/msc-2026-05-20-msc-meeting,hosted/msc-again,same,testers,2026-05-30,같은 주최,One act\n")

    policy = load(sample)

    evidence = policy.evidence[policy.evidence["claim"] == "hosted/msc-2026-05-20-msc-meeting"]
    assert list(evidence["document"]) == ["doc/bada-20260520", "doc/haneul-20260521"]
    assert "hosted/msc-again" not in set(policy.claims["id"])
