"""Letters: the master, the composed letter, the bundle. Pure Python with WeasyPrint and pikepdf; knows no database."""
