package neo4jstore

import (
	"rawabit/schema"
	"rawabit/timeline"
)

// claimProperties returns the properties of a claim's node. home is the first
// unit that it is filed under.
func claimProperties(c *schema.Claim, home timeline.Unit) properties {
	p := properties{
		"id": string(c.ID), "kind": string(c.Kind), "type": string(c.Type), "modality": string(c.Modality), "confidence": c.Confidence,
		"dateBasis": string(c.DateBasis), "recordedAt": c.RecordedAt.UTC(), "sequence": c.Sequence, "home": string(home),
	}
	p.text("article", string(c.Article))
	p.text("source", string(c.Source))
	p.text("target", string(c.Target))
	p.roles(c.Roles)
	p.date("validFrom", c.ValidFrom)
	p.date("validTo", c.ValidTo)
	p.flag("ended", c.Ended)
	p.text("attributedTo", c.AttributedTo)
	p.text("office", c.Office)
	p.text("text", c.Evidence.Text)
	p.text("rule", c.Evidence.Rule)
	p.number("sentence", c.Evidence.Sentence)
	p.number("start", c.Evidence.Start)
	p.number("end", c.Evidence.End)
	p.number("focusStart", c.Evidence.FocusStart)
	p.number("focusEnd", c.Evidence.FocusEnd)
	p.text("relation", string(c.Relation))
	p.date("published", c.Published)
	p.text("sourceHash", c.SourceHash)
	return p
}

// claimFields says how a claim is read.
var claimFields = [...]struct {
	of  string
	set func(c *schema.Claim, v any)
}{
	{"id", func(c *schema.Claim, v any) { c.ID = schema.ClaimID(text(v)) }},
	{"kind", func(c *schema.Claim, v any) { c.Kind = schema.ClaimKind(text(v)) }},
	{"article", func(c *schema.Claim, v any) { c.Article = schema.ArticleID(text(v)) }},
	{"type", func(c *schema.Claim, v any) { c.Type = schema.RelationType(text(v)) }},
	{"source", func(c *schema.Claim, v any) { c.Source = schema.ActorID(text(v)) }},
	{"target", func(c *schema.Claim, v any) { c.Target = schema.ActorID(text(v)) }},
	{"validFrom", func(c *schema.Claim, v any) { c.ValidFrom = date(v) }},
	{"validTo", func(c *schema.Claim, v any) { c.ValidTo = date(v) }},
	{"dateBasis", func(c *schema.Claim, v any) { c.DateBasis = schema.DateBasis(text(v)) }},
	{"ended", func(c *schema.Claim, v any) { c.Ended = flag(v) }},
	{"modality", func(c *schema.Claim, v any) { c.Modality = schema.Modality(text(v)) }},
	{"attributedTo", func(c *schema.Claim, v any) { c.AttributedTo = text(v) }},
	{"office", func(c *schema.Claim, v any) { c.Office = text(v) }},
	{"confidence", func(c *schema.Claim, v any) { c.Confidence = decimal(v) }},
	{"sentence", func(c *schema.Claim, v any) { c.Evidence.Sentence = int(number(v)) }},
	{"text", func(c *schema.Claim, v any) { c.Evidence.Text = text(v) }},
	{"start", func(c *schema.Claim, v any) { c.Evidence.Start = int(number(v)) }},
	{"end", func(c *schema.Claim, v any) { c.Evidence.End = int(number(v)) }},
	{"focusStart", func(c *schema.Claim, v any) { c.Evidence.FocusStart = int(number(v)) }},
	{"focusEnd", func(c *schema.Claim, v any) { c.Evidence.FocusEnd = int(number(v)) }},
	{"rule", func(c *schema.Claim, v any) { c.Evidence.Rule = text(v) }},
	{"relation", func(c *schema.Claim, v any) { c.Relation = schema.RelationID(text(v)) }},
	{"recordedAt", func(c *schema.Claim, v any) { c.RecordedAt = moment(v) }},
	{"sequence", func(c *schema.Claim, v any) { c.Sequence = number(v) }},
	{"published", func(c *schema.Claim, v any) { c.Published = date(v) }},
	{"sourceHash", func(c *schema.Claim, v any) { c.SourceHash = text(v) }},
}

// decodeClaim reads all properties of a claim's node; nil for null.
func decodeClaim(v any) *schema.Claim {
	values := mapped(v)
	if values == nil {
		return nil
	}
	c := &schema.Claim{Roles: roles(values["roleNames"], values["roleActors"])}
	for i := range claimFields {
		claimFields[i].set(c, values[claimFields[i].of])
	}
	return c
}
