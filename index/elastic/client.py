"""Elasticsearch by its own client. 8.19 announces compatibility with 8, which servers of 8 and 9 take; 9.x speaks to 9
only."""

from collections.abc import Mapping
from importlib.metadata import version
from typing import Any, Final

import elastic_transport
import elasticsearch

from index.elastic.address import ServerAddress
from index.elastic.refusals import explain, explain_silence, explain_slowness
from index.elastic.wire import Request
from index.faults import RefusedError

_OTHER_PRODUCT: Final = "The search server is not Elasticsearch: for OpenSearch the URL begins with opensearch+"
_HEADERS: Final = {"accept": "application/json", "content-type": "application/json"}
_BULK_HEADERS: Final = {"accept": "application/json", "content-type": "application/x-ndjson"}


class ElasticWire:
    """Retries are ours, so that a bulk waits with patience and a person's search does not wait at all."""

    name = "elasticsearch"
    client_version = version("elasticsearch")

    def __init__(self, address: ServerAddress) -> None:
        self._hosts = address.hosts
        self._client = elasticsearch.Elasticsearch(
            list(address.hosts),
            basic_auth=(address.user, address.password) if address.user else None,
            **({"ca_certs": str(address.ca_certs)} if address.ca_certs else {}),  # type: ignore[arg-type]
            max_retries=len(address.hosts) - 1,  # each node once
            retry_on_status=(),
            retry_on_timeout=False,
        )

    def ask(self, request: Request) -> dict[str, Any]:
        """See Wire."""
        client = self._client.options(request_timeout=request.seconds)
        headers = _BULK_HEADERS if isinstance(request.body, bytes) else _HEADERS
        try:
            answer = client.perform_request(
                request.method, request.path, params=request.params, headers=headers, body=request.body
            )
        except elasticsearch.UnsupportedProductError as error:
            raise RefusedError(_OTHER_PRODUCT) from error
        except elasticsearch.ApiError as error:
            if error.meta.status == 406:  # what OpenSearch says to the compatibility header, before the client notices
                raise RefusedError(_OTHER_PRODUCT) from error
            raise explain(error.meta.status, error.body) from error
        except elastic_transport.ConnectionTimeout as error:
            raise explain_slowness(self._hosts, request.seconds) from error
        except elastic_transport.TransportError as error:
            raise explain_silence(self._hosts, error) from error
        body = answer.body
        return dict(body) if isinstance(body, Mapping) else {}

    def close(self) -> None:
        """Close the connections."""
        self._client.close()
