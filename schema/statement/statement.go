package statement

import (
	"unicode"
	"unicode/utf8"

	"rawabit/schema"
)

// Fact is a relation with the actors that a sentence about it names. Place, From
// and To are the actors of the roles of those names, nil where there are none.
type Fact struct {
	Relation        *schema.Relation
	Source, Target  *schema.Actor
	Place, From, To *schema.Actor
}

// Relation returns a sentence that says a relation, in Arabic unless lang is
// "en". It has no full stop, so that it can stand in a list.
func Relation(f Fact, lang string) string {
	if lang == "en" {
		return capital(relationEn(f))
	}
	return relationAr(f)
}

// Change returns a sentence that says a change, in Arabic unless lang is "en".
// Before and after are nil where the change has no such version.
func Change(c *schema.Change, before, after *Fact, lang string) string {
	f := after
	if f == nil || c.Kind == schema.Retracted && before != nil {
		f = before
	}
	if f == nil {
		return ""
	}
	if c.Kind == schema.Revised && before == nil {
		return Relation(*f, lang) // it is told for the first time
	}
	if lang == "en" {
		return capital(changeEn(c, *f))
	}
	return changeAr(c, *f)
}

// Date returns a date in words, in Arabic unless lang is "en"; "" for none.
func Date(d schema.Date, lang string) string {
	switch {
	case d.IsZero():
		return ""
	case lang == "en":
		return dateEn(d)
	}
	return dateAr(d)
}

// capital makes the first letter of a sentence a capital.
func capital(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(r)) + text[size:]
}

// real reports whether the fact is told as done.
func real(f Fact) bool { return f.Relation.Modality == schema.Actual || f.Relation.Modality == "" }

// name returns the name of an actor in a language, a dash for none.
func name(a *schema.Actor, lang string) string {
	if a == nil {
		return "—"
	}
	return a.NameIn(lang)
}
