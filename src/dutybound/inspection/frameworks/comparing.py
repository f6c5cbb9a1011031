"""How far the grades of one framework's questions may be compared with those of another's, whichever says so."""

from dutybound.inspection.frameworks.framework import Edge, Framework


def edges_between(one: Framework, other: Framework) -> tuple[Edge, ...]:
    """The edges from the questions of `one` to those of `other`; what `other` says of them is turned round."""
    own = [edge for edge in one.edges if edge.other.startswith(f"{other.key}:")]
    turned = [
        Edge(
            question=edge.other.partition(":")[2], other=f"{other.key}:{edge.question}",
            comparability=edge.comparability, why=edge.why,
        )
        for edge in other.edges
        if edge.other.startswith(f"{one.key}:")
    ]  # fmt: skip
    said = {(edge.question, edge.other) for edge in own}
    return (*own, *(edge for edge in turned if (edge.question, edge.other) not in said))
