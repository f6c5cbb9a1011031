"""The same fold on Spark: facts are joined, brought together by subject and judged where they lie."""
