"""``python -m cauce.content.schemas`` writes the schemas again after a format changed."""

from cauce.content.schemas import write

for path in write():
    print(path.name)
