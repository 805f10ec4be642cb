"""OpenSearch as the text engine: the same requests as for Elasticsearch, through its own client."""
