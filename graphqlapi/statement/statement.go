package statement

import "rawabit/schema"

// Fact is a relation with the actors that a sentence about it names. Place may
// be nil.
type Fact struct {
	Relation              *schema.Relation
	Source, Target, Place *schema.Actor
}

// Relation returns a sentence that says the relation, in Arabic unless lang is
// "en".
func Relation(f Fact, lang string) string { return "" }

// Change returns a sentence that says the change, in Arabic unless lang is "en".
// Before and after are nil where the change has no such version.
func Change(c *schema.Change, before, after *Fact, lang string) string { return "" }
