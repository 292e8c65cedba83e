"""The claims as the page shows them without JavaScript: rows of a table, and contradictions."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

_MOST_ROWS = 2000


def claim_rows(shown: Json) -> Json:
    """``claims``, ``contradictions`` (pairs) and how many claims were ``omitted``.

    Of very many claims the first 2,000 get a row; all of them stay in the page's data.
    """
    names = {one["id"]: one["label"] for kind in ("entities", "events") for one in shown[kind]}
    rows = {claim["id"]: _row(claim, shown["articles"], names) for claim in shown["claims"]}
    for claim in shown["claims"]:
        rows[claim["id"]]["against"] = [rows[one] for one in claim["against"] if one in rows]
    pairs = {
        tuple(sorted((claim["id"], other["id"])))
        for claim in shown["claims"]
        for other in rows[claim["id"]]["against"]
    }
    listed = list(rows.values())
    return {
        "claims": listed[:_MOST_ROWS],
        "omitted": max(0, len(listed) - _MOST_ROWS),
        "contradictions": [[rows[one] for one in pair] for pair in sorted(pairs)][:_MOST_ROWS],
    }


def _row(claim: Json, articles: list[Json], names: dict[str, str]) -> Json:
    who = [names[source] for source in claim["sources"] if source in names]
    return {
        "id": claim["id"],
        "who": ", ".join(who),
        "itself": not who,
        "stance": claim["stance"] or "assert",
        "cue": claim["cue"],
        "what": "; ".join(names.get(event, event) for event in claim["events"]),
        "status": claim["status"],
        **_quoted(claim, articles),
    }


def _quoted(claim: Json, articles: list[Json]) -> Json:
    """The sentence around the claim's first mention, cut in three at its ends."""
    if not claim["mentions"]:
        return {"before": "", "marked": claim["cue"], "after": claim["text"]}
    place, start, end = claim["mentions"][0]
    text = articles[place]["text"]
    started = [one for one in articles[place]["sentences"] if one[0] <= start]
    first, last = started[-1] if started else (start, end)
    last = max(last, end)
    return {"before": text[first:start], "marked": text[start:end], "after": text[end:last]}
