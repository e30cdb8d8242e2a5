"""A survey by Spark in local mode: `survey.py ARCHWISE RECORDS ROWS`, the rows in a folder of parts."""

import sys
import time

from pyspark.sql import SparkSession

PARTITIONS = 8


def main(archwise, records, rows):
    spark = SparkSession.builder.master("local[*]").appName("archwise survey").getOrCreate()
    spark.sparkContext.setLogLevel("WARN")
    begun = time.monotonic()
    lines = spark.sparkContext.textFile(records, PARTITIONS)
    lines.pipe(f"{archwise} survey - --format ndjson").saveAsTextFile(rows)
    print(f"{time.monotonic() - begun:.1f} s on {lines.getNumPartitions()} partitions")
    spark.read.json(rows).groupBy("status").count().orderBy("status").show()
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
