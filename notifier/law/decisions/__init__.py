"""What a controller decides after a breach, and which decisions the law lets stand together.

Nothing here decides: each rule looks at decisions and gives its refusals as values, each with its article.
"""
