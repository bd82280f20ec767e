"""Who asked whom for what: on whose behalf, how many acts, and the same from the RDF."""

import pytest

import graph as kg
from graph.analysis import demands

# An invented world: a minister who came from a firm, an expert with two undated posts, one who came to the event for another body, two firms asking together.
WORLD = {
    "documents": "id,publisher,published,url,language,licence,quality\ndoc/sky,하늘일보,2024-06-01,https://example.org/sky,ko,all-rights-reserved,original\n",
    "entities/event": "id,name,type,date,document\nevent/talk,달빛 간담회,meeting,2024-01-10,doc/sky\n",
    "entities/firm": "id,name,type\norg/beom,범솔,company\norg/han,한들,company\n",
    "entities/institution": "id,name,type\norg/univ,솔빛대,university\n",
    "entities/ministry": "id,name,type\norg/dal,달빛부,ministry\n",
    "entities/person": "id,name\nperson/da-som,다솜\nperson/ga-on,가온\nperson/ma-ru,마루\nperson/na-rae,나래\n",
    "entities/topic": "id,name,name_en,agree,agree_en\ntopic/fair,공평,Fairness,공평해야 한다,It should be fair\n",
    "relations/attended": "id,subject,object,date,document,organization\nattended/da-som-talk,person/da-som,event/talk,2024-01-10,doc/sky,org/univ\n",
    "relations/holds_post": """
id,subject,object,document,title,role,since,until
holds_post/da-som-han,person/da-som,org/han,doc/sky,대표,chief_executive,,
holds_post/ga-on-dal,person/ga-on,org/dal,doc/sky,장관,minister,2023-03-02,
holds_post/ga-on-han,person/ga-on,org/han,doc/sky,대표,chief_executive,2019,2023-03
holds_post/ga-on-univ,person/ga-on,org/univ,doc/sky,교수,expert,,
holds_post/na-rae-dal,person/na-rae,org/dal,doc/sky,자문,expert,,
holds_post/na-rae-univ,person/na-rae,org/univ,doc/sky,교수,expert,,
""",
    "relations/urged": """
id,subject,object,event,date,document,summary,joint,topic,stance
urged/beom-dal,org/beom,org/dal,event/talk,2024-01-10,doc/sky,기준을 밝혀 달라고 함,2024-01-10-two-firms,topic/fair,agree
urged/da-som-dal,person/da-som,org/dal,event/talk,2024-01-10,doc/sky,서둘러 달라고 함,,,
urged/ga-on-han,person/ga-on,org/han,,2024-01-10,doc/sky,값을 내리라고 함,,,
urged/ga-on-univ,person/ga-on,org/univ,,2022-05,doc/sky,함께하자고 함,,,
urged/han-dal,org/han,org/dal,event/talk,2024-01-10,doc/sky,기준을 밝혀 달라고 함,2024-01-10-two-firms,topic/fair,agree
urged/ma-ru-ga-on,person/ma-ru,person/ga-on,,2023-03,doc/sky,답을 달라고 함,,,
urged/na-rae-han,person/na-rae,org/han,,2024-02-01,doc/sky,고치라고 함,,,
""",
}


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    folder = tmp_path_factory.mktemp("world")
    for name, text in WORLD.items():
        path = folder / f"{name}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip("\n"), "utf-8")
    return kg.load(folder)


def test_a_person_speaks_for_whom_they_came_else_for_their_post_on_that_day_else_for_nobody_known(world):
    columns = ["claim", "who_organization", "who_sector", "addressee_organization", "addressee_sector"]

    assert demands(world)[columns].to_numpy().tolist() == [
        # in May 2022 a firm's chief: the undated chair at the university does not count beside a dated post
        ["urged/ga-on-univ", "org/han", "business", "org/univ", "expertise"],
        # in March 2023 the addressee left the firm and became minister: which it was on the day is not known. Of the asker no post is known.
        ["urged/ma-ru-ga-on", "", "", "", ""],
        ["urged/beom-dal", "org/beom", "business", "org/dal", "government"],
        # came for the university, whatever other post is known
        ["urged/da-som-dal", "org/univ", "expertise", "org/dal", "government"],
        ["urged/ga-on-han", "org/dal", "government", "org/han", "business"],
        ["urged/han-dal", "org/han", "business", "org/dal", "government"],
        # two posts, neither dated
        ["urged/na-rae-han", "", "", "org/han", "business"],
    ]


def test_two_who_ask_together_make_one_act(world):
    asked = demands(world)

    assert asked.groupby(["who_sector", "addressee_sector"])["act"].nunique().to_dict() == {
        ("", ""): 1,
        ("", "business"): 1,
        ("business", "expertise"): 1,
        ("business", "government"): 1,
        ("expertise", "government"): 1,
        ("government", "business"): 1,
    }
    assert asked.loc[asked["claim"] == "urged/han-dal", ["topic", "stance", "summary", "act", "documents"]].to_numpy().tolist() == [
        ["topic/fair", "agree", "기준을 밝혀 달라고 함", "2024-01-10-two-firms", "doc/sky"]
    ]


def test_demands_are_those_of_the_question_who_urged_whom(real):
    asked = kg.query(real, "who_urged_whom", start="1990-01-01", end="2099-12-31")

    assert demands(real)[["date", "claim"]].to_numpy().tolist() == asked[["date", "claim"]].to_numpy().tolist()


def test_between_organisations_the_sectors_are_those_of_the_rdf(real):
    asked = kg.query(
        real,
        """SELECT ?from ?to (COUNT(DISTINCT ?act) AS ?acts) WHERE {
          ?claim a pg:Urged ; rdf:subject/pg:organizationType/pg:sector/skos:notation ?from ; rdf:object/pg:organizationType/pg:sector/skos:notation ?to .
          OPTIONAL { ?claim pg:joint ?joint } BIND(COALESCE(STR(?joint), STR(?claim)) AS ?act)
        } GROUP BY ?from ?to""",
    )
    table = demands(real)
    between = table[table["who"].str.startswith("org/") & table["addressee"].str.startswith("org/")]

    assert between.groupby(["who_sector", "addressee_sector"])["act"].nunique().to_dict() == {(a, b): n for a, b, n in asked.to_numpy().tolist()}
