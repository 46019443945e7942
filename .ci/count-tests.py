"""Counts the tests in Maven's XML reports: prints "passed failed skipped", and names the last two on stderr.

usage: count-tests.py LABEL REPORT_FOLDER...
"""

import pathlib
import sys
import xml.etree.ElementTree as ElementTree


def main() -> int:
    label, folders = sys.argv[1], sys.argv[2:]
    passed = failed = skipped = 0
    reports = [report for folder in folders for report in sorted(pathlib.Path(folder).glob("TEST-*.xml"))]
    for report in reports:
        for case in ElementTree.parse(report).getroot().iter("testcase"):
            name = f"{case.get('classname')}.{case.get('name')}"
            if case.find("failure") is not None or case.find("error") is not None:
                failed += 1
                print(f"{label}: failed: {name}", file=sys.stderr)
            elif (reason := case.find("skipped")) is not None:
                skipped += 1
                print(f"{label}: skipped: {name} ({reason.get('message') or 'no reason given'})", file=sys.stderr)
            else:
                passed += 1
    print(passed, failed, skipped)
    return 0


if __name__ == "__main__":
    sys.exit(main())
