"""Questions to a graph: SPARQL, named queries, counts, and why it says what it says."""
