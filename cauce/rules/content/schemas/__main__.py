"""``python -m cauce.rules.content.schemas`` writes the schemas again after a format changed."""

from cauce.rules.content.schemas import write

for path in write():
    print(path.name)
