// The page: what is shown, search, language, and the address that holds what is shown.
"use strict";

const at = (id) => document.getElementById(id);

class Page {
  constructor(graph) {
    this.graph = graph;
    this.index = buildIndex(graph);
    this.active = -1;
    this.picture = new Picture(graph, at("drawing"), {
      onEntity: (id) => { location.hash = hashOf(id); },
      onPair: (a, b) => { location.hash = hashOf(this.centre, a, b); },
    });
    window.addEventListener("hashchange", () => this.route(true));
    for (const medium of ["(prefers-color-scheme: dark)", "print"]) matchMedia(medium).addEventListener("change", () => this.draw());
    window.addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((element) => { element.open = true; }));
    at("language").addEventListener("click", () => { language = language === "ko" ? "en" : "ko"; this.chrome(); this.route(false); });
    at("more").addEventListener("click", () => { this.extra += 30; this.draw(); });
    at("skip").addEventListener("click", (event) => { event.preventDefault(); at("panel").focus(); });
    this.search();
    this.chrome();
    this.route(false);
  }

  opening() {
    const { graph } = this;
    if (graph.byId.has(graph.opening)) return graph.opening;
    return [...graph.byId.values()].reduce((best, node) => (!best || node.statements.length > best.statements.length ? node : best), null)?.id;
  }

  chrome() {
    document.documentElement.lang = language;
    const { graph } = this;
    const latest = (graph.documents.published || []).reduce((a, b) => (a > b ? a : b), "");
    at("counts").textContent = say("counts", graph.byId.size, graph.statements.size, graph.documents.size) + (latest && ` · ${say("latest", dateText(latest))}`);
    for (const [id, key] of [["language", "other"], ["skip", "skip"]]) at(id).textContent = say(key);
    at("language").lang = language === "ko" ? "en" : "ko";
    at("query").placeholder = say("search");
    at("query").setAttribute("aria-label", say("search"));
  }

  // The address after # is an entity, or an entity and two others whose claims are meant.
  route(moved) {
    const { graph } = this;
    let parts = [];
    try {
      parts = location.hash.slice(1).split("&").filter(Boolean).map(decodeURIComponent);
    } catch {
      parts = [location.hash.slice(1)];
    }
    parts = parts.map((id) => graph.replacedBy.get(id) ?? id);
    const unknown = parts.find((id) => !graph.byId.has(id));
    const centre = unknown === undefined && parts.length ? parts[0] : this.opening();
    if (centre === undefined) {
      at("panel").replaceChildren(make("p", {}, say("empty")));
      return;
    }
    if (centre !== this.centre) this.extra = 0;
    this.centre = centre;
    this.pair = unknown === undefined && parts.length === 3 ? parts.slice(1) : null;
    this.draw();
    this.fill(unknown);
    if (moved) this.toTop();
  }

  toTop() {
    at("panel").scrollTop = 0;
    at("panel").querySelector("h2")?.focus({ preventScroll: true });
    if (matchMedia("(max-width: 899px)").matches) (this.pair ? at("panel") : document.body).scrollIntoView();
  }

  draw() {
    if (this.centre === undefined) return;
    const left = this.picture.show(this.centre, this.extra, this.pair);
    at("more").hidden = !left;
    at("more").textContent = say("more", left);
    at("legend").replaceChildren(legend(this.graph, [this.centre, ...(this.picture.places || []).map((place) => place.id)]));
  }

  fill(unknown) {
    const { graph } = this;
    const node = graph.byId.get(this.centre);
    const name = nameOf(graph, this.centre);
    at("panel").dataset.of = this.centre;
    document.title = `${name} — ${at("home").textContent}`;
    const missing = unknown === undefined ? "" : make("p", { class: "mark conflict" }, say("missing", unknown));
    if (!this.pair) {
      const heading = make("h3", {}, say("claims", node.statements.length));
      at("panel").replaceChildren(...[missing, card(graph, node), heading, statementTable(graph, node.statements, this.centre)].filter(Boolean));
      return;
    }
    const [a, b] = this.pair;
    const between = graph.byId.get(a).statements.filter((s) => (s.from === a && s.to === b) || (s.from === b && s.to === a));
    const heading = make("header", { class: "card" },
      make("h2", { tabindex: "-1" }, entityLink(graph, a), " – ", entityLink(graph, b)),
      make("p", {}, say("between", between.length), " · ", make("a", { href: hashOf(this.centre) }, say("back", name))));
    at("panel").replaceChildren(heading, statementTable(graph, between, a));
  }

  search() {
    const query = at("query");
    query.addEventListener("input", () => this.suggest());
    query.addEventListener("focus", () => this.suggest());
    query.addEventListener("blur", () => this.close());
    query.addEventListener("keydown", (event) => this.key(event));
    at("found").addEventListener("mousedown", (event) => {
      event.preventDefault(); // keeps the focus, so that the list is still there for the click
      const option = event.target.closest("[role=option]");
      if (option) this.choose([...at("found").children].indexOf(option));
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "/" && !/^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName)) {
        event.preventDefault();
        query.focus();
      }
    });
  }

  suggest() {
    const typed = at("query").value;
    this.results = findEntities(this.index, typed);
    this.active = this.results.length ? 0 : -1;
    const options = this.results.map(({ node, name }, i) => {
      const shown = nameOf(this.graph, node.id);
      const kind = labelOf(this.graph.terms.kinds[kindOf(this.graph, node.id)]);
      return make("li", { role: "option", id: `found-${i}` }, markOf(node.style), " ", shown, name !== shown ? make("span", { class: "soft" }, ` ${name}`) : "", make("span", { class: "soft kind" }, kind));
    });
    at("found").replaceChildren(...(typed.trim() && !options.length ? [make("li", { class: "soft" }, say("nothing"))] : options));
    at("found").hidden = !typed.trim();
    at("query").setAttribute("aria-expanded", String(!at("found").hidden));
    this.highlight();
  }

  highlight() {
    [...at("found").children].forEach((option, i) => option.setAttribute("aria-selected", String(i === this.active)));
    at("query").setAttribute("aria-activedescendant", this.active < 0 ? "" : `found-${this.active}`);
    at("found").children[this.active]?.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.results?.length) {
      event.preventDefault();
      this.active = (this.active + step + this.results.length) % this.results.length;
      this.highlight();
    } else if (event.key === "Enter" && !event.isComposing) this.choose(this.active);
    else if (event.key === "Escape") this.close();
  }

  choose(place) {
    const chosen = this.results?.[place];
    if (!chosen) return;
    at("query").value = "";
    this.close();
    location.hash = hashOf(chosen.node.id);
  }

  close() {
    at("found").hidden = true;
    at("query").setAttribute("aria-expanded", "false");
  }
}

const ready = unpack(at("data")).then((content) => new Page(joinTables(content)));
ready.catch((error) => {
  at("panel").replaceChildren(make("p", { role: "alert" }, typeof DecompressionStream === "undefined" ? say("old") : String(error)));
});
