"""OpenSearch by its own client, an extra: the elasticsearch client refuses that server."""

from importlib.metadata import version
from typing import Any, Final

import opensearchpy

from index.elastic.address import ServerAddress
from index.elastic.refusals import explain, explain_silence, explain_slowness
from index.elastic.wire import Request

_BULK_HEADERS: Final = {"content-type": "application/x-ndjson"}


class OpenSearchWire:
    """The same behaviour as ElasticWire: one try a node, faults in our words."""

    name = "opensearch"
    client_version = version("opensearch-py")

    def __init__(self, address: ServerAddress) -> None:
        self._hosts = address.hosts
        self._client = opensearchpy.OpenSearch(
            list(address.hosts),
            http_auth=(address.user, address.password) if address.user else None,
            ca_certs=str(address.ca_certs) if address.ca_certs else None,
            max_retries=len(address.hosts) - 1,
            retry_on_status=(),
            retry_on_timeout=False,
        )

    def ask(self, request: Request) -> dict[str, Any]:
        """See Wire."""
        headers = _BULK_HEADERS if isinstance(request.body, bytes) else None
        try:
            answer = self._client.transport.perform_request(
                request.method,
                request.path,
                params=dict(request.params or {}),
                body=request.body,
                timeout=request.seconds,
                headers=headers,
            )
        except opensearchpy.ConnectionTimeout as error:
            raise explain_slowness(self._hosts, request.seconds) from error
        except opensearchpy.ConnectionError as error:
            raise explain_silence(self._hosts, error) from error
        except opensearchpy.TransportError as error:
            raise explain(int(error.status_code), error.info) from error
        return answer if isinstance(answer, dict) else {}

    def close(self) -> None:
        """Close the connections."""
        self._client.close()
