"""Among colleagues: what passes to the next person, second opinions, a case somebody else takes, the load of
posts.
"""
