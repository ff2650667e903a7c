"""As much syntax as facts and events need, made of words, function words and what the layers below found.

`reading` gathers the layers of a document; `lexemes` tells what is known of a word, `phrases` finds noun phrases;
`clause` gives the elements of a clause, `frame` the groups around a verb; `anaphora` resolves pronouns and nouns that
point back.
"""
