"""A real Spark cluster on this machine for tests: a master, two workers and a Connect server, each its own process.

Ask for the fixture `spark_remote` and give it to SparkEngine. All test processes of a run share one cluster. It is kept
by a supervisor process that stops it when nobody holds the lock file any more, be it that they finished or were killed.
"""

import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import IO

import pytest

START_SECONDS = 120
# A short run is over before a better compiler or collector would pay.
JAVA_OPTIONS = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
SETTINGS = {
    "spark.executor.memory": "640m",
    "spark.executor.cores": "1",
    "spark.executor.extraJavaOptions": JAVA_OPTIONS,
    "spark.driver.extraJavaOptions": JAVA_OPTIONS,
    "spark.driver.host": "127.0.0.1",
    "spark.connect.grpc.binding.address": "127.0.0.1",
    "spark.scheduler.minRegisteredResourcesRatio": "1.0",  # so that no query runs before both workers are there
    "spark.sql.shuffle.partitions": "4",
    # A few rows would be computed while the query is planned, by another path than the workers take.
    "spark.sql.optimizer.excludedRules": "org.apache.spark.sql.catalyst.optimizer.ConvertToLocalRelation",
    "spark.ui.enabled": "false",
}


@dataclass(frozen=True)
class Cluster:
    """Where a running cluster is reached: by an engine, and by a reader of the master's page."""

    remote: str
    master_page: str


def why_not() -> str | None:
    """Return why no cluster can be started here, or None."""
    home = spark_home()
    if home is None or not (home / "jars").is_dir():
        return "the pyspark package is not installed: make spark"
    if shutil.which("java") is None:
        return "Java is not installed: the package openjdk-17-jre-headless"
    return None


def spark_home() -> Path | None:
    found = find_spec("pyspark")
    return None if found is None or found.origin is None else Path(found.origin).parent


@pytest.fixture(scope="session")
def spark_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """The cluster of this test run."""
    reason = why_not()
    if reason is not None:
        pytest.skip(reason)
    base = tmp_path_factory.getbasetemp()
    # Test processes have each a folder of their own in one that they share.
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "spark"
    folder.mkdir(exist_ok=True)
    with shared_cluster(folder) as cluster:
        yield cluster


@pytest.fixture(scope="session")
def spark_remote(spark_cluster: Cluster) -> str:
    """The address of the cluster, as SparkEngine wants it."""
    return spark_cluster.remote


@contextmanager
def shared_cluster(folder: Path) -> Iterator[Cluster]:
    """Use the cluster of a folder, which is started by who comes first and stopped after the last has gone."""
    supervisor = None
    with (folder / "users.lock").open("w") as users:
        fcntl.flock(users, fcntl.LOCK_SH)  # waits while a cluster without users is being stopped
        with (folder / "start.lock").open("w") as starting:
            fcntl.flock(starting, fcntl.LOCK_EX)
            if not (folder / "address.json").exists():
                supervisor = _start_supervisor(folder)
            cluster = Cluster(**json.loads((folder / "address.json").read_text(encoding="utf-8")))
        yield cluster
    if supervisor is not None:
        supervisor.wait()


def _start_supervisor(folder: Path) -> subprocess.Popen[bytes]:
    with (folder / "supervisor.log").open("wb") as log:
        supervisor = subprocess.Popen(
            [sys.executable, __file__, str(folder)], stdout=log, stderr=log, start_new_session=True
        )
    while not (folder / "address.json").exists():
        if supervisor.poll() is not None:
            logs = "\n".join(
                f"{path.name}:\n{path.read_text(errors='replace')[-2000:]}" for path in folder.glob("*.log")
            )
            raise RuntimeError(f"the Spark cluster did not start\n{logs}")
        time.sleep(0.1)
    return supervisor


def supervise(folder: Path) -> None:
    """Start the cluster, say where it is, and stop it when it has no users left. Runs as a process of its own."""
    processes: list[subprocess.Popen[bytes]] = []
    address = folder / "address.json"
    with (folder / "users.lock").open("w") as users:
        try:
            cluster = _start(folder, processes)
            written = folder / "address.tmp"
            written.write_text(json.dumps(asdict(cluster)), encoding="utf-8")
            written.rename(address)
            while not _is_unused(users) and all(process.poll() is None for process in processes):
                time.sleep(0.3)
        finally:
            address.unlink(missing_ok=True)
            _stop(processes)


def _is_unused(users: IO[str]) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _start(folder: Path, processes: list[subprocess.Popen[bytes]]) -> Cluster:
    home = spark_home()
    assert home is not None
    master, page, connect = _free_ports(3)
    address = f"spark://127.0.0.1:{master}"
    # It is read by the Connect server too and would take the place of its --driver-memory, so only daemons get it.
    daemon = {"SPARK_DAEMON_MEMORY": "256m", "SPARK_DAEMON_JAVA_OPTS": JAVA_OPTIONS}

    def launch(name: str, more: Mapping[str, str], *words: str) -> None:
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("SPARK_", "PYSPARK_"))}
        environment |= {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_NO_DAEMONIZE": "1"}
        environment |= {"SPARK_LOCAL_DIRS": str(folder / "local"), **more}
        with (folder / f"{name}.log").open("wb") as log:
            command = [str(home / "bin" / words[0]), *words[1:]]
            processes.append(
                subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True)
            )

    deploy = "org.apache.spark.deploy"
    place = ("--host", "127.0.0.1", "--port", str(master), "--webui-port", str(page))
    launch("master", daemon, "spark-class", f"{deploy}.master.Master", *place)
    _wait_for(master, processes)
    for number in (1, 2):
        size = ("--host", "127.0.0.1", "--cores", "1", "--memory", "1g", "--webui-port", "0")
        folders = ("--work-dir", str(folder / f"worker-{number}"))
        launch(f"worker-{number}", daemon, "spark-class", f"{deploy}.worker.Worker", *size, *folders, address)
    settings = {**SETTINGS, "spark.connect.grpc.binding.port": str(connect), "spark.sql.warehouse.dir": str(folder)}
    conf = [word for key, value in settings.items() for word in ("--conf", f"{key}={value}")]
    server = ("--class", "org.apache.spark.sql.connect.service.SparkConnectServer", "spark-internal")
    launch("connect", {}, "spark-submit", "--master", address, "--driver-memory", "1g", *conf, *server)
    _wait_for(connect, processes)
    return Cluster(f"sc://127.0.0.1:{connect}", f"http://127.0.0.1:{page}")


def _free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def _wait_for(port: int, processes: list[subprocess.Popen[bytes]]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if any(process.poll() is not None for process in processes):
                break
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"nothing listens on port {port}")


def _stop(processes: list[subprocess.Popen[bytes]]) -> None:
    """End every process that was started, with the executors that belong to its group."""
    for kind, seconds in ((signal.SIGTERM, 5), (signal.SIGKILL, 10)):
        for process in reversed(processes):
            try:
                os.killpg(process.pid, kind)
            except ProcessLookupError:
                continue
        deadline = time.monotonic() + seconds
        for process in processes:
            try:
                process.wait(max(deadline - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                continue


if __name__ == "__main__":
    supervise(Path(sys.argv[1]))
