"""Figures: Korean letters in every label, labels that cover nothing, the same places for the same network, and a frame that is safe and asks for nothing."""

import base64
import itertools
import json
import re
import warnings

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib import colors, font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from graph import figures
from graph.analysis import sector_labels
from graph.figures.labels import labels_of

ATTACKS = (
    "</script><script>window.hit=1</script>",
    '<img src=x onerror="window.hit=1">',
    "\"'><svg onload=window.hit=1>",
    "</text></svg><iframe srcdoc=x>",
    "{{ 7*7 }}{% raw %}<!--",
    "$x^2$ & 50% _a_",
)
NAMES = ["네이버", "카카오", "쿠팡", "과학기술정보통신부", "공정거래위원회", "소상공인연합회", "참여연대", "서울대학교", "국회 과학기술정보방송통신위원회", "더불어민주당 을지로위원회", "뷁쀍햏 협회"]


@pytest.fixture(autouse=True)
def style():
    """Set as notebooks do; put back for the other tests."""
    import matplotlib as mpl

    with mpl.rc_context():
        figures.use_style()
        yield


@pytest.fixture
def invented_network():
    """Everybody of the list in a ring and with the first, in turn of another sector; one edge is opposition."""
    network = nx.Graph()
    sectors = list(sector_labels())
    for place, name in enumerate(NAMES):
        network.add_node(place, name=name, sector=sectors[place % len(sectors)], title=f"{name}\n열한 곳 가운데 하나")
        network.add_edge(place, (place + 1) % len(NAMES), weight=place + 1, title="함께 앉은 자리")
        if place > 1:
            network.add_edge(0, place, weight=-1)
    return network


def drawn(network, width=8, height=6, **options):
    figure = Figure(figsize=(width, height))
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    places = figures.labelled_network(axes, network, **options)
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a letter without a glyph is a warning
        figure.canvas.draw()
    return axes, places


def touching(boxes):
    return [(one, other) for one, other in itertools.combinations(boxes, 2) if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]]


def test_every_korean_syllable_and_sign_has_a_glyph():
    figure = Figure()
    FigureCanvasAgg(figure)
    figure.text(0, 0, "".join(map(chr, range(0xAC00, 0xD7A4, 37))) + "ㄱㅎㅏㅣ …·「」‘’“”–—−±×≥≤→%₩ⅰ①")
    figures.caption(figure, "한글과 부호가 모두 보이는지 본다", n="글자 304자", as_of="2026-11-25")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure.canvas.draw()

    assert "NanumGothic" in font_manager.findfont("NanumGothic")


def test_a_long_caption_is_broken_into_lines():
    figure = Figure(figsize=(4, 3))
    figures.caption(figure, "가나다라마바사아자차카타파하 " * 8, n="약속 188건", as_of="2026-11-25")

    lines = figure.get_supxlabel().split("\n")
    assert lines[-1] == "n = 약속 188건 · 자료 기준일 2026-11-25 · platform-policy graph, CC BY 4.0"
    assert max(map(len, lines[:-1])) <= 44


def test_no_two_sectors_look_alike_and_every_sector_of_the_vocabulary_has_a_look():
    looks = {name: (figures.SECTOR_COLOURS[name], figures.SECTOR_MARKS[name]) for name in sector_labels()}

    assert len(set(looks.values())) == len(looks)
    assert all(colors.is_color_like(colour) for colour, _ in looks.values())


def test_labels_cover_neither_each_other_nor_a_mark(invented_network):
    axes, _ = drawn(invented_network)
    (labels,) = labels_of(axes)
    marks = [labels._mark(node, axes.figure.canvas.get_renderer()) for node in invented_network]

    assert len(labels.boxes) == len(NAMES)
    assert touching([*labels.boxes.values(), *marks]) == []


def test_where_there_is_no_room_the_label_of_the_smaller_node_is_left_out(invented_network):
    axes, _ = drawn(invented_network, width=2.6, height=2)
    (labels,) = labels_of(axes)

    assert 0 in labels.boxes  # joined with all others
    assert len(labels.boxes) < len(NAMES)
    assert touching(labels.boxes.values()) == []


def test_labels_are_placed_anew_when_a_caption_takes_room(invented_network):
    axes, _ = drawn(invented_network)
    (labels,) = labels_of(axes)
    before = dict(labels.boxes)
    figures.caption(axes.figure, "긴 설명 " * 60, n="기관 11곳", as_of="2026-11-25")
    axes.figure.canvas.draw()

    assert labels.boxes != before
    assert touching(labels.boxes.values()) == []


def test_only_the_largest_are_named_if_asked(invented_network):
    axes, _ = drawn(invented_network, labels=3)

    assert next(iter(labels_of(axes)[0].texts)) == 0
    assert len(labels_of(axes)[0].texts) == 3


def test_the_legend_tells_the_sectors_drawn_in_the_order_of_the_vocabulary(invented_network):
    axes, _ = drawn(invented_network)
    names = {values["sector"] for _, values in invented_network.nodes(data=True)}

    assert [text.get_text() for text in axes.get_legend().get_texts()] == [label for name, label in sector_labels().items() if name in names]


def test_opposition_is_drawn_as_a_broken_line(invented_network):
    axes, _ = drawn(nx.Graph([(0, 1, {"weight": -2}), (1, 2, {"weight": 2})]))
    arrows = [text.arrow_patch for text in axes.texts]

    assert [arrow.get_linestyle() == "-" for arrow in arrows] == [False, True]


def test_a_name_that_looks_like_a_formula_is_drawn_as_it_is():
    network = nx.Graph()
    network.add_node("a", name="$\\frac{1}{2 & 50%$")
    axes, _ = drawn(network)

    assert labels_of(axes)[0].boxes.keys() == {"a"}


def test_networks_of_every_kind_are_drawn():
    for kind in (nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph):
        network = kind([("가", "나"), ("나", "가"), ("다", "다")])
        network.add_node("라")
        drawn(network)
        assert "점 4개" in str(figures.interactive(network))
    drawn(nx.Graph())
    assert str(figures.interactive(nx.Graph())) == "점 0개와 선 0개를 이은 그림"


def test_drawing_changes_nothing_of_the_network(invented_network):
    before = json.dumps(nx.node_link_data(invented_network))
    drawn(invented_network)
    figures.interactive(invented_network)

    assert json.dumps(nx.node_link_data(invented_network)) == before


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=30), st.randoms())
def test_places_do_not_depend_on_the_order_of_nodes_and_edges(edges, random):
    shuffled = edges[:]
    random.shuffle(shuffled)
    one, other = nx.Graph(edges), nx.Graph(shuffled)

    assert figures.layout(one) == figures.layout(other)
    assert all(0 <= value <= 1 for place in figures.layout(one).values() for value in place)


def test_no_two_nodes_stand_in_the_same_place():
    network = nx.disjoint_union_all([nx.complete_graph(9), nx.star_graph(7), nx.path_graph(2), nx.empty_graph(3)])
    places = figures.layout(network).values()

    assert min(((a - c) ** 2 + (b - d) ** 2) ** 0.5 for (a, b), (c, d) in itertools.combinations(places, 2)) > 0.02


@pytest.fixture
def shown(browser, tmp_path):
    """Show frames in a page, offline; what is asked for and what goes wrong is kept in ``page.trouble``."""
    contexts = []

    def show(*frames, width=900):
        path = tmp_path / "page.html"
        path.write_text("<!DOCTYPE html><meta charset=utf-8><title>x</title>" + "".join(frame._repr_html_() for frame in frames), "utf-8")
        contexts.append(browser.new_context(viewport={"width": width, "height": 620}, offline=True))
        page = contexts[-1].new_page()
        page.trouble = []
        page.on("request", lambda request: request.url == path.as_uri() or page.trouble.append(request.url))
        page.on("console", lambda message: page.trouble.append(message.text))
        page.on("pageerror", lambda error: page.trouble.append(str(error)))
        page.goto(path.as_uri())
        page.frames[1].wait_for_selector(".node")
        while not page.frames[1].evaluate("boxes.length && boxes[0].width > 0"):  # wait_for_function evaluates text inside the page, which its policy may forbid
            page.wait_for_timeout(50)
        return page

    yield show
    for context in contexts:
        context.close()


def test_the_frame_tells_about_what_is_under_the_pointer(shown, invented_network):
    page = shown(figures.interactive(invented_network, "함께 앉은 자리"))
    frame = page.frames[1]
    node = frame.locator(".node", has_text="과학기술정보통신부")
    node.locator("path").hover()

    assert frame.inner_text("#told") == "과학기술정보통신부\n열한 곳 가운데 하나"
    # in the ring and with the first: three edges, to three others
    assert (frame.locator("line.on").count(), frame.locator(".node.on").count()) == (3, 4)
    assert frame.inner_text("h1") == "함께 앉은 자리"
    assert page.trouble == []


def test_the_frame_grows_moves_and_comes_back(shown, invented_network):
    page = shown(figures.interactive(invented_network))
    frame = page.frames[1]
    start = frame.locator("#view").get_attribute("transform")
    frame.get_by_label("크게").click()
    larger = frame.locator("#view").get_attribute("transform")
    page.mouse.move(60, 400)
    page.mouse.down()
    page.mouse.move(160, 380, steps=4)
    page.mouse.up()
    moved = frame.locator("#view").get_attribute("transform")
    frame.get_by_label("처음으로").click()

    assert len({start, larger, moved}) == 3
    assert "scale(1.4)" in larger
    assert frame.locator("#view").get_attribute("transform") == start


def test_labels_of_the_frame_do_not_cover_each_other(shown):
    network = nx.Graph([(f"이름이 조금 긴 기관 {a}", f"이름이 조금 긴 기관 {b}") for a, b in itertools.combinations(range(25), 2)])
    frame = shown(figures.interactive(network)).frames[1]
    boxes = frame.evaluate("[...document.querySelectorAll('.node:not(.crowded) text')].map(one => one.getBoundingClientRect()).map(({left, top, right, bottom}) => [left, top, right, bottom])")

    assert 0 < len(boxes) < 25
    assert touching(boxes) == []


def test_nothing_in_the_names_runs_in_the_frame_or_outside(shown):
    network = nx.DiGraph()
    for place, attack in enumerate(ATTACKS):
        network.add_node(attack, name=attack, sector=attack, title=f"{attack}\n{attack}")
        network.add_edge(attack, ATTACKS[place - 1], title=attack, weight=1)
    page = shown(figures.interactive(network, ATTACKS[0]))
    frame = page.frames[1]
    names = frame.locator(".node text").all_text_contents()

    assert sorted(names) == sorted(ATTACKS)
    assert [one.evaluate("window.hit") for one in page.frames] == [None, None]
    assert frame.evaluate("[document.scripts.length, document.querySelectorAll('img, iframe').length]") == [1, 0]
    assert page.frames[1].evaluate("(() => { try { return parent.document.title } catch { return 'shut' } })()") == "shut"
    assert page.trouble == []


def test_the_frame_holds_no_address_and_is_the_same_for_the_same_network(invented_network):
    one, other = figures.interactive(invented_network), figures.interactive(nx.Graph(invented_network))

    assert re.findall(r"https?:|//\w", one.html.replace("// ", "")) == []
    assert one == other
    assert repr(one) == "점 11개와 선 19개를 이은 그림"


def test_a_hundred_nodes_and_four_hundred_edges_take_less_than_300_kb():
    network = nx.gnm_random_graph(100, 400, seed=1)
    nx.set_node_attributes(network, "이름이 열 글자인 기관", "name")
    nx.set_edge_attributes(network, "두 기관이 같은 자리에 앉은 횟수 세 번", "title")

    assert len(figures.interactive(network)._repr_html_().encode("utf-8")) < 300_000


def test_pictures_in_a_notebook_have_200_points_to_the_inch_and_hold_no_date_and_no_version():
    source = "from graph import figures\nfigures.use_style()\nimport matplotlib.pyplot as plt\nplt.figure(figsize=(3, 2)).subplots().set_title('가');"
    notebook = new_notebook(cells=[new_code_cell(source)])
    NotebookClient(notebook).execute()
    (output,) = notebook.cells[0].outputs
    picture = base64.b64decode(output.data["image/png"])

    assert re.findall(rb"tEXt|iTXt|tIME", picture) == []
    assert abs(int.from_bytes(picture[16:20], "big") - 2 * output.metadata["image/png"]["width"]) <= 1
