"""Quality of the extractors on the labelled cases of tests/extractors/evaluation."""
