"""Lists as offices and attackers send them: each is made by a function, with what must come of it.

`programs` are made by libraries as their programs write, `texts` are files of text and web pages,
`handmade` are bytes that other programs write, `hostile` claim, lie, or never end.
"""
