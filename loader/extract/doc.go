// Package extract finds what an Arabic article says: mentions of actors, and
// claims about them. It is deterministic: lexicon, registry and rules decide,
// nothing is guessed at random and nothing is fetched.
//
// A sentence goes through these stages, each in a file of its own:
//
//	words     every token gets the readings that morphology and the lexicon allow
//	names     the gazetteer: registry names, relative adjectives, names met in this article
//	phrase    nominal phrases: titles, heads, names, coordination
//	unit      the sentence as a row of nominals, verbs, particles, dates and marks
//	parse     predicates with their complements, by attachment to the innermost that accepts
//	refer     pronouns, definite descriptions, metonymy
//	frame     the frame of a predicate that its complements fulfil
//	modal     modality, attribution, tense, dates
//	claims    claims with their evidence
package extract
