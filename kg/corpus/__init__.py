"""Many articles: what each says is kept beside the graph, which is made of them all."""
