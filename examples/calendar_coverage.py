"""已安装的节假日历从哪一年到哪一年。 The years that the installed calendar of holidays knows."""

from penaltybench.deadlines import coverage

first, last = coverage()
print(f"{first}–{last}")
