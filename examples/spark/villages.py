"""用 Apache Spark 把各村的文件分到多台机器上做：每个任务做一份（--shard K/N），丢了的任务 Spark 会再做。

Makes the documents of all villages with Apache Spark: a task for each share of the rows; Spark retries lost ones.
"""

import argparse
import csv
import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from pyspark.sql import SparkSession

LOCKED = 3  # gongwen's exit code for what it cannot read, write or lock


def die_with_parent():
    """A killed executor must not leave a run behind that holds the lock of its share (Linux: PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def make_share(share, options):
    """Makes one share; what an earlier try has finished stays (--resume)."""
    command = [
        options["gongwen"], "batch", options["report"], "--rows", options["rows"],
        "--out", options["out"], "--shard", f"{share}/{options['shares']}",
        "--to", options["to"], "--fonts", "embedded", "--jobs", "1", "--resume", "--progress", "none",
    ]
    for _ in range(30):
        done = subprocess.run(command, preexec_fn=die_with_parent, capture_output=True, text=True)
        if done.returncode != LOCKED:
            break
        time.sleep(1)  # the run of the lost executor is being ended
    # 1: some rows have faults, and another try would find the same; the record says which.
    if done.returncode not in (0, 1):
        raise RuntimeError(f"share {share}: exit code {done.returncode}\n{done.stderr[-2000:]}")
    return share, done.returncode


def to_csv(spark, table, path):
    """A table that Spark reads (Parquet, or CSV) as the CSV that every executor reads."""
    reader = spark.read.option("header", True)
    frame = reader.parquet(table) if table.endswith(".parquet") else reader.csv(table)
    unfinished = path.with_suffix(".part")
    with open(unfinished, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(frame.columns)
        count = 0
        for row in frame.toLocalIterator():
            writer.writerow(["" if value is None else value for value in row])
            count += 1
    os.replace(unfinished, path)
    return count


def main():
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("report", help="报告文件")
    words.add_argument("table", help="各村的表：CSV 或者 Parquet")
    words.add_argument("folder", help="各执行器共用的文件夹")
    words.add_argument("--name", default="{{code}}-{{village}}", help="文件名")
    words.add_argument("--to", default="docx,pdf")
    words.add_argument("--shares", type=int, default=8, help="分成几份")
    words.add_argument("--gongwen", default="gongwen", help="各执行器上的 gongwen")
    words.add_argument("--master", help="Spark 的主节点，如 local-cluster[2,1,1024]")
    args = words.parse_args()

    folder = Path(args.folder).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    builder = SparkSession.builder.appName("gongwen-villages").config("spark.task.maxFailures", 4)
    if args.master:
        builder = builder.master(args.master)
    spark = builder.getOrCreate()
    rows = folder / "rows.csv"
    count = to_csv(spark, args.table, rows)
    options = {
        "gongwen": args.gongwen, "report": str(Path(args.report).resolve()), "rows": str(rows),
        "out": str(folder / args.name), "shares": args.shares, "to": args.to,
    }
    shares = spark.sparkContext.parallelize(range(1, args.shares + 1), args.shares)
    codes = dict(shares.map(lambda share: make_share(share, options)).collect())
    spark.stop()

    for command in ("merge", "verify"):
        subprocess.run([args.gongwen, "manifest", command, str(folder)], check=True)
    with open(folder / "manifest.jsonl", encoding="utf-8") as record:
        recorded = sum(1 for line in record if line.strip())
    print(f"{count} rows, {recorded} recorded, {len(codes)} shares")
    sys.exit(max(codes.values()))


if __name__ == "__main__":
    main()
