"""When: the day that comes once, the recurrence, or the quota that words give.

A period beats "thường xuyên"; of several periods the shortest holds; open times ("… và
các năm tiếp theo", "từ …", "theo tiến độ") give neither day nor recurrence.
"""

from loa.domain.docreader.timing.labels import label_timing
from loa.domain.docreader.timing.quotas import quotas_in, with_quota
from loa.domain.docreader.timing.sentences import sentence_timing

__all__ = ["label_timing", "quotas_in", "sentence_timing", "with_quota"]
