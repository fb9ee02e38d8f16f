from loa.domain.docreader.document import *
def read_tasks(lines, regions, header, addressees): return ()
def task_findings(tasks): return ()
