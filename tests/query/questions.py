"""The 25 competency questions of the seed article, each a query with the rows that answer it.

Rows are those of ../shared/gold/seed/questions.md: events and claims by their annotated id, "–"
where there is no value, several values of a cell in alphabetical order with commas between.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.query.graphs import Graphs
from kg.query.library import find
from kg.query.parameters import bind
from kg.query.run import Rows, ask

Cell = str
Row = tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class Question:
    """``query`` is a name or SPARQL; rows are joined where the first ``by`` columns are equal."""

    number: int
    asks: str
    query: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    params: Mapping[str, str] = field(default_factory=dict)
    by: int = 1
    ordered: bool = False
    dated: bool = True
    derived: Mapping[str, Callable[[Mapping[str, str]], tuple[str, ...]]] = field(
        default_factory=dict
    )


def answer(question: Question, graphs: Graphs, ids: Mapping[str, str]) -> list[Row]:
    """The rows that ``graphs`` gives; ``ids`` turn IRIs and names into those of the annotation.

    A parameter that begins with @ is an annotated id, whose IRI is given.
    """
    iris = {one: iri for iri, one in ids.items()}
    given = {
        name: iris.get(value[1:], "id:unknown") if value.startswith("@") else value
        for name, value in question.params.items()
    }
    if "id:unknown" in given.values():
        return [("not found",)]
    named = find(question.query)
    found = ask(graphs, named.text, bind(graphs, named.parameters, given))
    assert isinstance(found, Rows)
    joined: dict[Row, list[set[str]]] = {}
    for row in found.rows:
        cells = {
            name: "–" if term is None else _cell(term, ids)
            for name, term in zip(found.variables, row, strict=True)
        }
        values = [
            question.derived[column](cells) if column in question.derived else (cells[column],)
            for column in question.columns
        ]
        key = tuple(", ".join(value) for value in values[: question.by])
        sets = joined.setdefault(key, [set() for _ in values[question.by :]])
        for place, more in zip(sets, values[question.by :], strict=True):
            place.update(more)
    rows = [
        (*key, *(", ".join(sorted(one - {"–"} or {"–"})) for one in sets))
        for key, sets in joined.items()
    ]
    return rows if question.ordered else sorted(rows)


def _cell(term: object, ids: Mapping[str, str]) -> str:
    value = term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)
    return ids.get(value, value) or "–"


def _sides(row: Mapping[str, str]) -> tuple[str, str]:
    """Both claims of a pair: the event, and how each has it."""
    one = " ".join(row[name] for name in ("what", "polarity", "number"))
    other = " ".join(row[name] for name in ("otherwhat", "otherpolarity", "othernumber"))
    return one.removesuffix(" –"), other.removesuffix(" –")


def _who(row: Mapping[str, str]) -> tuple[str, ...]:
    one, other = _sides(row)
    return f"{one}: {row['by']}", f"{other}: {row['otherby']}"


def _numbers(row: Mapping[str, str]) -> tuple[str, ...]:
    return (
        f"{row['number']} ({row['words']}) {row['by']}",
        f"{row['othernumber']} ({row['otherwords']}) {row['otherby']}",
    )


KP, RU, UA = "Korea Utara", "Rusia", "Ukraina"
ARMY, AGENCY = "tentara Korea Utara", "agen intelijen Korea Selatan"
ZELENSKY, PUTIN, KIM = "Volodymyr Zelensky", "Vladimir Putin", "Kim Jong Un"
EXPERTS, OFFICIALS = "ahli militer di Ukraina dan Barat", "pejabat Barat"
DEFECTORS = "ahli militer lainnya, pembelot"
RU_ARMY, FORCES = "Militer Rusia", "Pasukan khusus Ukraina"
KURSK, ARTICLE = "wilayah Kursk barat", "(article)"
BOTH = "v11 NEGATIVE: ahli militer lainnya, v11 NEGATIVE: pembelot"
EXACT, MORE = "v22 POSITIVE 45100 korban", "v22 POSITIVE ≥ 45100 korban"
FIGURE = f"45100 korban (45.100) {ZELENSKY}"
HIGHER = f"≥ 45100 korban (jauh lebih tinggi) {EXPERTS}"
FEBRUARY = "2025-02-01/2025-02-10"

WAS_IT_THERE = """
SELECT ?source ?what ?says (MAX(?eventTime) AS ?when) (MAX(?time) AS ?said) WHERE {
  ?claim a k:Claim ; prov:wasAttributedTo ?who ; k:claims ?what ; k:polarity ?side .
  ?who skos:prefLabel ?source .
  ?what k:patient/skos:prefLabel "tentara Korea Utara"@id ;
    (sem:hasPlace|k:destination)/(skos:prefLabel|skos:altLabel) "Kursk"@id .
  BIND(IF(?side = fact:NEGATIVE, "not seen", "back") AS ?says)
  OPTIONAL { ?what k:edtf ?dated }
  BIND(COALESCE(?dated, "") AS ?eventTime)
  OPTIONAL { ?claim k:saidAt/k:edtf ?told }
  BIND(COALESCE(?told, "") AS ?time)
} GROUP BY ?source ?what ?says ORDER BY ?source ?what"""

SHARE = """
SELECT ?killed ?sent ?share ?by WHERE {
  ?claim a k:Claim ; prov:wasAttributedTo/skos:prefLabel ?by ; k:claims ?killed ;
    k:quantity ?part , ?whole .
  ?killed sem:eventType type:CASUALTY ; k:quantity ?part .
  ?sent sem:eventType type:AID ; k:quantity ?whole .
  ?part schema:minValue ?least .
  ?whole schema:value ?all .
  BIND(CONCAT("≥ ", STR(ROUND(1000 * ?least / ?all) / 10), " %") AS ?share)
} ORDER BY ?killed"""

BOILERPLATE = """
SELECT DISTINCT ?thing WHERE {
  { ?thing skos:prefLabel|skos:altLabel ?name
    FILTER(STR(?name) IN ("Gaza", "Israel", "AS", "Amerika Serikat", "Gedung Putih")) }
  UNION
  { ?thing gaf:denotedBy/nif:beginIndex ?begin . ?text nif:isString ?all
    FILTER(?begin >= STRLEN(STRBEFORE(?all, "MEMBACA"))) }
} ORDER BY ?thing"""

QUESTIONS = (
    Question(
        number=1, asks="Who sent what material help to whom, how much, when?",
        query="who-did-what", params={"type": "AID"},
        columns=("statement", "doer", "patient", "recipient", "number", "when"),
        rows=(("v1", KP, ARMY, RU, "≥ 1000 tentara", "–"),
              ("v3", KP, ARMY, RU, "11000 tentara", "2024-10")),
    ),
    Question(
        number=2, asks="Which troops moved where, and when?",
        query="troop-movements", columns=("statement", "by", "moved", "destination", "when"),
        rows=(("v17", "–", ARMY, RU, "2024-10"),
              ("v2", KP, ARMY, f"garis depan, {KURSK}", FEBRUARY)),
    ),
    Question(
        number=3, asks="Who says what about the new sending, how sure, through whom?",
        query="who-said-what", params={"event": "@v1"},
        columns=("source", "stands", "certainty", "polarity", "via"), by=4,
        rows=((KP, "noComment", "CERTAIN", "NEGATIVE", "–"),
              (RU, "noComment", "CERTAIN", "NEGATIVE", "–"),
              (AGENCY, "assert", "CERTAIN", "POSITIVE", "–"),
              ("pejabat militer", "estimate", "PROBABLE", "POSITIVE", "media Korea Selatan")),
    ),
    Question(
        number=4, asks="Who backs up the return of North Korean troops to the front?",
        query="who-said-what", params={"event": "@v2"},
        columns=("source", "stands", "certainty", "statement"), by=3,
        rows=((ZELENSKY, "confirm", "CERTAIN", "c11"), (AGENCY, "assert", "CERTAIN", "c2, c9")),
    ),
    Question(
        number=5, asks="Which claims reach the article second-hand?",
        query="second-hand", columns=("name", "through", "what"), by=3,
        rows=(("pejabat militer", "media Korea Selatan", "v1"),),
    ),
    Question(
        number=6, asks="What was told to the BBC, by whom, when?",
        query="who-said-what", params={"addressee": "BBC"},
        columns=("source", "what", "polarity", "certainty", "said"), by=2,
        rows=((FORCES, "v8", "NEGATIVE", "CERTAIN", "2025-01"),
              ("ahli militer lainnya", "v11", "NEGATIVE", "CERTAIN", "–"),
              (OFFICIALS, "v6", "POSITIVE", "PROBABLE", "2025-01"),
              ("pembelot", "v11", "NEGATIVE", "CERTAIN", "–")),
    ),
    Question(
        number=7, asks="What does South Korean intelligence claim?",
        query="who-said-what", params={"actor": "intelijen Korea Selatan"},
        columns=("what", "polarity", "certainty"), by=3,
        rows=(("v1", "POSITIVE", "CERTAIN"), ("v10", "POSITIVE", "PROBABLE"),
              ("v2", "POSITIVE", "CERTAIN"), ("v9", "NEGATIVE", "PROBABLE")),
    ),
    Question(
        number=8, asks="What was left unconfirmed or without comment, by whom?",
        query="unconfirmed", columns=("name", "what", "cue"), by=3,
        rows=((KP, "v1", "mengkonfirmasi"), (KP, "v6", "komentar"),
              (RU_ARMY, "v20", "mengungkapkan"), (RU, "v1", "mengkonfirmasi"),
              (RU, "v6", "komentar")),
    ),
    Question(
        number=9, asks="What was denied?", query="unconfirmed", params={"stance": "deny"},
        columns=("name", "what"), rows=(),
    ),
    Question(
        number=10, asks="Which claims have a negative content, silence left out?",
        query="negative-claims", columns=("what", "name", "certainty"),
        rows=(("v11", DEFECTORS, "CERTAIN"), ("v8", FORCES, "CERTAIN"),
              ("v9", AGENCY, "PROBABLE")),
    ),
    Question(
        number=11, asks="Where do sources contradict each other?",
        query="contradictions", columns=("pair", "by"),
        derived={"pair": lambda row: tuple(sorted(_sides(row))), "by": _who},
        rows=(("v10 POSITIVE, v11 NEGATIVE", f"v10 POSITIVE: {AGENCY}, {BOTH}"),
              ("v11 NEGATIVE, v9 NEGATIVE", f"{BOTH}, v9 NEGATIVE: {AGENCY}"),
              (f"{EXACT}, {MORE}", f"{EXACT}: {ZELENSKY}, {MORE}: {EXPERTS}")),
    ),
    Question(
        number=12, asks="Who says the troops were gone from Kursk, who says they are back?",
        query=WAS_IT_THERE, columns=("source", "says", "what", "when", "said"), by=3,
        rows=((FORCES, "not seen", "v8", "–", "2025-01"),
              (ZELENSKY, "back", "v2", FEBRUARY, "–"),
              (AGENCY, "back", "v2", FEBRUARY, "2025-02-27")),
    ),
    Question(
        number=13, asks="Which numbers are disputed?", query="disputed-numbers",
        columns=("what", "numbers"), derived={"numbers": _numbers},
        rows=(("v22", f"{FIGURE}, {HIGHER}"),),
    ),
    Question(
        number=14, asks="Timeline of dated events, oldest first?", query="timeline",
        columns=("when", "statement", "doer", "whom"), by=2, ordered=True,
        rows=(("2022-02", "v12", PUTIN, UA),
              ("2024-08", "v14", UA, f"{RU}, pasukan perbatasan"),
              ("2024-08/..", "v15", RU, UA),
              ("2024-08/..", "v16", UA, "–"),
              ("2024-10", "v3", KP, f"{RU}, {ARMY}"),
              ("2024-10", "v17", ARMY, "–"),
              ("2024-10/2025-01", "v6", "–", ARMY),
              ("2024-10/2025-02", "v4", "–", KP),
              (FEBRUARY, "v2", KP, ARMY)),
    ),
    Question(
        number=15, asks="The same without a publication date?", query="timeline", dated=False,
        columns=("when", "statement"), by=2, ordered=True,
        rows=(("2022-02", "v12"), ("XXXX-02-01/XXXX-02-10", "v2"), ("XXXX-08", "v14"),
              ("XXXX-08/..", "v15"), ("XXXX-08/..", "v16"), ("XXXX-10", "v3"),
              ("XXXX-10", "v17")),
    ),
    Question(
        number=16, asks="Which statements are dated, and when were they made?",
        query="dated-statements", columns=("said", "name", "what", "cue"), by=3, ordered=True,
        rows=(("2022-09", RU_ARMY, "v21", "mengatakan"),
              ("2022-09/..", RU_ARMY, "v20", "mengungkapkan"),
              ("2025-01", FORCES, "v8", "mengatakan"),
              ("2025-01", OFFICIALS, "v6", "memberitahu"),
              ("2025-02-27", AGENCY, "v2", "mengatakan")),
    ),
    Question(
        number=17, asks="Every number in the article: of what, and on whose word?",
        query="quantities", columns=("statement", "number", "by"), by=2,
        rows=(("v1", "≥ 1000 tentara", "pejabat militer"),
              ("v18", "100–999 kilometer persegi", ARTICLE),
              ("v21", "5937 tentara", RU_ARMY), ("v22", "45100 korban", ZELENSKY),
              ("v3", "11000 tentara", OFFICIALS), ("v6", "≥ 1000 tentara", OFFICIALS)),
    ),
    Question(
        number=18, asks="Who suffered losses, how many, on whose word, how sure?",
        query="casualties", columns=("statement", "lost", "number", "by", "certainty"),
        rows=(("v13", f"{RU}, {UA}", "–", ARTICLE, "CERTAIN"),
              ("v19", RU, "–", ARTICLE, "CERTAIN"),
              ("v20", RU_ARMY, "–", ARTICLE, "CERTAIN"),
              ("v21", "tentara", "5937 tentara", RU_ARMY, "CERTAIN"),
              ("v22", "militer Ukraina", "45100 korban", f"{ZELENSKY}, {EXPERTS}", "CERTAIN"),
              ("v4", KP, "–", ARTICLE, "PROBABLE"),
              ("v6", ARMY, "≥ 1000 tentara", OFFICIALS, "PROBABLE")),
    ),
    Question(
        number=19, asks="How many of the soldiers sent were believed killed, what share is that?",
        query=SHARE, columns=("killed", "sent", "share", "by"), by=4,
        rows=(("v6", "v3", "≥ 9.1 %", OFFICIALS),),
    ),
    Question(
        number=20, asks="Who used force against whom, where, when?",
        query="who-did-what", params={"type": "ASSAULT"},
        columns=("statement", "doer", "against", "where", "when"),
        derived={"against": lambda row: (row["patient"], row["recipient"])},
        rows=(("v12", PUTIN, UA, "–", "2022-02"),
              ("v14", UA, f"{RU}, pasukan perbatasan", KURSK, "2024-08"),
              ("v15", RU, UA, "–", "2024-08/.."), ("v5", f"{RU}, {UA}", "–", "–", "–"),
              ("v7", FORCES, "–", KURSK, "–")),
    ),
    Question(
        number=21, asks="What happened in or was directed to Kursk?",
        query="events-in", params={"place": "Kursk"}, columns=("statement", "role", "when"), by=2,
        rows=(("v14", "place", "2024-08"), ("v2", "destination", FEBRUARY), ("v7", "place", "–"),
              ("v8", "place", "–")),
    ),
    Question(
        number=22, asks="Who gained, holds or lost territory, how much?",
        query="who-did-what", params={"type": "CONTROL"},
        columns=("statement", "doer", "patient", "number", "when"),
        rows=(("v16", UA, "–", "–", "2024-08/.."),
              ("v18", UA, "wilayah Rusia", "100–999 kilometer persegi", "–")),
    ),
    Question(
        number=23, asks="Which persons are named, with position, affiliation, acts and claims?",
        query="persons", columns=("name", "position", "belongs", "act"), by=3,
        derived={"act": lambda row: (f"{row['does']} {row['what']}",)},
        rows=((KIM, "pemimpin", KP, "agent v23, agent v24"),
              (PUTIN, "Presiden", RU, "agent v12, agent v23, agent v24"),
              (ZELENSKY, "Presiden", UA, "assert v22, confirm v2")),
    ),
    Question(
        number=24, asks="Which events does the article present as less than certain?",
        query="uncertain", columns=("statement", "certainty", "polarity", "by"),
        rows=(("v10", "PROBABLE", "POSITIVE", AGENCY), ("v4", "PROBABLE", "POSITIVE", ARTICLE),
              ("v6", "PROBABLE", "POSITIVE", OFFICIALS), ("v9", "PROBABLE", "NEGATIVE", AGENCY)),
    ),
    Question(
        number=25, asks="What does the graph say about Gaza, Israel, AS or the boilerplate?",
        query=BOILERPLATE, columns=("thing",), rows=(),
    ),
)  # fmt: skip
