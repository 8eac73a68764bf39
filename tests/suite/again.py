"""A test that fails is asked once more: whoever passes then failed by luck, and that is a fault too.

It stays a failure in either case. What differs is what the report says, and where to begin.
"""

from __future__ import annotations

from _pytest.runner import runtestprotocol

from cauce.site.stack import in_one_piece

LUCK = "luck"  # the property of a report whose test passed when it was asked again


class Again:
    """The plugin of a process that runs tests."""

    def pytest_runtest_protocol(self, item, nextitem) -> bool:
        return in_one_piece(self.ask, item, nextitem)

    def ask(self, item, nextitem) -> bool:
        say = item.ihook
        say.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
        reports = runtestprotocol(item, nextitem=nextitem, log=False)
        failed = [report for report in reports if report.failed]
        if failed:
            item._initrequest()
            again = runtestprotocol(item, nextitem=nextitem, log=False)
            if all(report.passed for report in again):
                failed[0].user_properties.append((LUCK, True))
        for report in reports:
            say.pytest_runtest_logreport(report=report)
        say.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
        return True


def by_luck(report) -> bool:
    """Whether the test of this failed report passed when it was asked again.

    False of a file that could not be read: nothing of it was asked.
    """
    return (LUCK, True) in getattr(report, "user_properties", ())
