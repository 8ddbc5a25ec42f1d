"""Two executors, one of them killed in the middle: every document is there once, the same as without Spark."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pyspark.sql import SparkSession

HERE = Path(__file__).resolve().parent
ROWS = 400
REPORT = """\
title = "{{village}}2024年工作总结"
year = 2024
issuer = "{{village}}村民委员会"
locality = { name = "{{village}}" }
opening = ["{{village}}今年实现村集体经营性收入{{income}}，硬化村组道路{{roads}}。", "各项工作取得了新的成绩。"]
figures.income = { label = "收入", unit = "万元" }
figures.roads = { label = "道路", unit = "公里" }
fields.village = "村名"
batch.key = "代码"
"""


def files(folder):
    found = {}
    for path in Path(folder).rglob("*"):
        if path.suffix in (".docx", ".pdf"):
            found[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def parquet(table, target):
    """The same table with typed columns, as a warehouse keeps it."""
    spark = SparkSession.builder.master("local[1]").getOrCreate()
    spark.read.csv(str(table), header=True, inferSchema=True).write.parquet(str(target))
    spark.stop()
    return str(target)


def executors():
    out = subprocess.run(["pgrep", "-f", "CoarseGrainedExecutorBackend"], capture_output=True, text=True).stdout
    return [int(word) for word in out.split() if int(word) != os.getpid()]


def main():
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")  # all of it is on this machine
    gongwen = str(Path(sys.argv[1] if len(sys.argv) > 1 else "target/release/gongwen").resolve())
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        report, table = folder / "village.toml", folder / "villages.csv"
        report.write_text(REPORT, encoding="utf-8")
        lines = ["代码,村名,收入,道路"]
        lines += [f"{900000000000 + n},示例{n}村,{n % 90 + 3}.5,{n % 7 + 1}" for n in range(ROWS)]
        table.write_text("\n".join(lines) + "\n", encoding="utf-8")

        whole = folder / "whole"
        subprocess.run(
            [gongwen, "batch", str(report), "--rows", str(table), "--out", str(whole / "{{key}}"),
             "--to", "docx,pdf", "--fonts", "embedded", "--progress", "none"],
            check=True,
        )
        expected = files(whole)
        assert len(expected) == 2 * ROWS, len(expected)
        typed = parquet(table, folder / "villages.parquet")

        made = folder / "made"
        started = time.monotonic()
        run = subprocess.Popen(
            [sys.executable, str(HERE / "villages.py"), str(report), typed, str(made), "--name", "{{key}}",
             "--gongwen", gongwen, "--shares", "16", "--master", "local-cluster[2,1,1024]"],
            stdout=subprocess.PIPE, text=True,
        )
        killed = None
        while run.poll() is None and killed is None:
            there = len(files(made)) if made.exists() else 0
            if 20 <= there < ROWS and len(executors()) == 2:
                killed = executors()[0]
                os.kill(killed, signal.SIGKILL)
                print(f"killed executor {killed} after {there} files")
            time.sleep(0.02)
        said, _ = run.communicate()
        print(said, end="")
        assert killed is not None, "no executor was killed: the run was too short"
        assert run.returncode == 0, run.returncode

        assert files(made) == expected, "files differ from those of an unbroken run on one machine"
        keys = [json.loads(line)["key"] for line in (made / "manifest.jsonl").read_text("utf-8").splitlines()]
        assert sorted(keys) == [str(900000000000 + n) for n in range(ROWS)], "every row once"
        print(f"{ROWS} rows, two executors, one killed: every document once, {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
