"""A session of Spark Connect: opened before a deadline, settled so that it computes as DuckDB does, closed again.

The client comes with `pip install guatu[spark]` and is imported only when it is asked for: it takes seconds to import
and most offices have no Spark.
"""

import logging
import socket
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from guatu.domain import EngineFailure

DEFAULT_PORT = 15002
# The canonical dialect rests on these, so they are set whatever the platform's own defaults are.
SETTINGS = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.decimalOperations.allowPrecisionLoss": "false",
    "spark.sql.caseSensitive": "false",
    "spark.sql.ansi.doubleQuotedIdentifiers": "false",
}
# A client tries again for ten minutes by default; five times, with growing pauses, are about 17 seconds.
_RETRIES = 5


@contextmanager
def spark_session(remote: str, connect_seconds: float) -> Iterator[Any]:
    """Open a session of its own at an address such as sc://host:15002, or raise EngineFailure before the deadline."""
    # Any: the client is optional, so its types cannot be named.
    deadline = time.monotonic() + connect_seconds
    place = _reach(remote, connect_seconds)
    session_class, policy_class = _client()
    with failures(f"Spark at {place}"):
        _greet(remote, place, max(deadline - time.monotonic(), 1))
        session = session_class(connection=remote)
    try:
        with failures(f"Spark at {place}"):
            session.client.set_retry_policies([policy_class(max_retries=_RETRIES)])
            for key, value in SETTINGS.items():
                session.conf.set(key, value)
        yield session
    finally:
        session.stop()


@contextmanager
def failures(where: str, sql: str = "") -> Iterator[None]:
    """Turn what Spark raises into an EngineFailure that says where, without the stack of the server."""
    import grpc  # noqa: PLC0415 — on demand
    from pyspark.errors import PySparkException  # noqa: PLC0415 — on demand

    try:
        yield
    except (PySparkException, grpc.RpcError) as error:
        said = str(error).split("\n\nJVM stacktrace:")[0].strip()
        raise EngineFailure("\n".join(filter(None, (f"{where}: {said}", sql)))) from error


def _reach(remote: str, seconds: float) -> str:
    """Return host and port, having seen that something listens there; the rest of an address may hold a token."""
    parts = urlsplit(remote)
    if parts.scheme != "sc" or not parts.hostname:
        raise EngineFailure("Spark 的地址要写成 sc://主机:15002 (a Spark Connect address: sc://host:15002)")
    place = f"{parts.hostname}:{parts.port or DEFAULT_PORT}"
    try:
        socket.create_connection((parts.hostname, parts.port or DEFAULT_PORT), timeout=seconds).close()
    except OSError as error:
        raise _unreachable(place, error) from error
    return place


def _unreachable(place: str, error: Exception) -> EngineFailure:
    why = f"{error}" or type(error).__name__
    return EngineFailure(
        f"连不上 {place} 上的 Spark（{why}）：请核对地址和端口，并请平台管理员确认已启动 Spark Connect 服务。"
        f" (no Spark Connect server answers at {place})"
    )


def _client() -> tuple[Any, Any]:
    """Return the classes of a session and of its retry policy."""
    try:
        with warnings.catch_warnings():
            # Its own pandas functions are not ready for pandas 3; guatu hands over Arrow tables and calls none of them.
            warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
            from pyspark.logger import PySparkLogger  # noqa: PLC0415 — on demand
            from pyspark.sql.connect.client.retries import DefaultPolicy  # noqa: PLC0415 — on demand
            from pyspark.sql.connect.session import SparkSession  # noqa: PLC0415 — on demand
    except ImportError as error:
        raise EngineFailure(
            "没有安装 Spark 客户端，请先运行 pip install 'guatu[spark]'。 (the Spark client is not installed)"
        ) from error
    for name in ("SQLQueryContextLogger", "DataFrameQueryContextLogger"):
        # What Spark refuses is raised as a failure; its client would print the server's whole stack beside it.
        PySparkLogger.getLogger(name).setLevel(logging.CRITICAL + 1)
    return SparkSession, DefaultPolicy


def _greet(remote: str, place: str, seconds: float) -> None:
    """See that what listens speaks Spark's protocol: without an answer the client would wait on and on."""
    import grpc  # noqa: PLC0415 — on demand
    from pyspark.sql.connect.client import DefaultChannelBuilder  # noqa: PLC0415 — on demand

    channel = DefaultChannelBuilder(remote).toChannel()
    try:
        grpc.channel_ready_future(channel).result(timeout=seconds)
    except grpc.FutureTimeoutError as error:
        raise _unreachable(place, TimeoutError(f"{seconds:.0f} 秒内没有应答")) from error
    finally:
        channel.close()
