package embedded

import "rawabit/schema"

// The bodies of what is stored. A test fills every field of each struct and reads
// it back, so that a new field is not forgotten here. New fields go to the end,
// where older bodies have nothing.

// relationBody writes a version, without the time of its retirement, which is a
// column. before tells its claims as adjacency.ClaimsBefore does, "" to write
// them.
func relationBody(r *schema.Relation, before string) []byte {
	e := newEnc(384 + 24*len(r.Claims))
	e.text(string(r.ID))
	e.num(int64(r.Version))
	e.text(string(r.Type))
	e.text(string(r.Source))
	e.text(string(r.Target))
	e.roles(r.Roles)
	e.date(r.ValidFrom)
	e.date(r.ValidTo)
	e.text(string(r.DateBasis))
	e.flag(r.Ended)
	e.date(r.AttestedFrom)
	e.date(r.AttestedTo)
	e.date(r.EndedBy)
	e.text(string(r.Modality))
	e.float(r.Confidence)
	e.num(int64(r.Sources))
	e.flag(r.Contested)
	e.text(string(r.Reviewed))
	e.text(string(r.FulfilledBy))
	e.text(r.Office)
	e.text(before)
	if before == "" {
		texts(e, r.Claims)
	}
	texts(e, r.Aliases)
	e.text(r.Quote)
	e.text(string(r.Article))
	e.time(r.RecordedAt)
	return e.b
}

// relation reads a version. Where before is not "", it tells the claims.
func (d *dec) relation(b []byte, r *schema.Relation) (before string, err error) {
	d.open(b)
	r.ID = schema.RelationID(d.text())
	r.Version = int(d.num())
	r.Type = schema.RelationType(d.word())
	r.Source = schema.ActorID(d.word())
	r.Target = schema.ActorID(d.word())
	r.Roles = d.roles()
	r.ValidFrom = d.date()
	r.ValidTo = d.date()
	r.DateBasis = schema.DateBasis(d.word())
	r.Ended = d.flag()
	r.AttestedFrom = d.date()
	r.AttestedTo = d.date()
	r.EndedBy = d.date()
	r.Modality = schema.Modality(d.word())
	r.Confidence = d.float()
	r.Sources = int(d.num())
	r.Contested = d.flag()
	r.Reviewed = schema.Verdict(d.word())
	r.FulfilledBy = schema.RelationID(d.text())
	r.Office = d.word()
	if before = d.text(); before == "" {
		r.Claims = readTexts[schema.ClaimID](d)
	}
	r.Aliases = readTexts[schema.RelationID](d)
	r.Quote = d.text()
	r.Article = schema.ArticleID(d.word())
	r.RecordedAt = d.time()
	return before, d.err()
}

// claimBody writes a claim, without its Sequence, which is the row's number.
func claimBody(c *schema.Claim) []byte {
	e := newEnc(384 + len(c.Evidence.Text))
	e.text(string(c.ID))
	e.text(string(c.Kind))
	e.text(string(c.Article))
	e.text(string(c.Type))
	e.text(string(c.Source))
	e.text(string(c.Target))
	e.roles(c.Roles)
	e.date(c.ValidFrom)
	e.date(c.ValidTo)
	e.text(string(c.DateBasis))
	e.flag(c.Ended)
	e.text(string(c.Modality))
	e.text(c.AttributedTo)
	e.text(c.Office)
	e.float(c.Confidence)
	e.num(int64(c.Evidence.Sentence))
	e.text(c.Evidence.Text)
	e.num(int64(c.Evidence.Start))
	e.num(int64(c.Evidence.End))
	e.text(c.Evidence.Rule)
	e.text(string(c.Relation))
	e.time(c.RecordedAt)
	e.date(c.Published)
	e.text(c.SourceHash)
	e.num(int64(c.Evidence.FocusStart))
	e.num(int64(c.Evidence.FocusEnd))
	return e.b
}

func (d *dec) claim(b []byte, c *schema.Claim) error {
	d.open(b)
	c.ID = schema.ClaimID(d.text())
	c.Kind = schema.ClaimKind(d.word())
	c.Article = schema.ArticleID(d.word())
	c.Type = schema.RelationType(d.word())
	c.Source = schema.ActorID(d.word())
	c.Target = schema.ActorID(d.word())
	c.Roles = d.roles()
	c.ValidFrom = d.date()
	c.ValidTo = d.date()
	c.DateBasis = schema.DateBasis(d.word())
	c.Ended = d.flag()
	c.Modality = schema.Modality(d.word())
	c.AttributedTo = d.word()
	c.Office = d.word()
	c.Confidence = d.float()
	c.Evidence.Sentence = int(d.num())
	c.Evidence.Text = d.text()
	c.Evidence.Start = int(d.num())
	c.Evidence.End = int(d.num())
	c.Evidence.Rule = d.word()
	c.Relation = schema.RelationID(d.text())
	c.RecordedAt = d.time()
	c.Published = d.date()
	c.SourceHash = d.word()
	if d.more() {
		c.Evidence.FocusStart = int(d.num())
		c.Evidence.FocusEnd = int(d.num())
	}
	return d.err()
}

func actorBody(a *schema.Actor) []byte {
	e := newEnc(512)
	e.text(string(a.ID))
	e.text(string(a.Type))
	e.text(a.Name)
	e.text(a.NameAr)
	e.text(a.NameEn)
	e.num(int64(len(a.Names)))
	for _, n := range a.Names {
		e.text(n.Text)
		e.text(n.Lang)
		e.text(string(n.Kind))
	}
	e.text(a.Wikidata)
	e.flag(a.Known)
	e.text(string(a.PartOf))
	e.text(string(a.Within))
	return e.b
}

func (d *dec) actor(b []byte, a *schema.Actor) error {
	d.open(b)
	a.ID = schema.ActorID(d.word())
	a.Type = schema.ActorType(d.word())
	a.Name = d.text()
	a.NameAr = sameText(a.Name, d.raw())
	a.NameEn = sameText(a.Name, d.raw())
	if n := d.count(); n > 0 {
		a.Names = make([]schema.Name, n)
		for i := range a.Names {
			a.Names[i] = schema.Name{Text: d.text(), Lang: d.word(), Kind: schema.NameKind(d.word())}
		}
	}
	a.Wikidata = d.text()
	a.Known = d.flag()
	a.PartOf = schema.ActorID(d.word())
	a.Within = schema.ActorID(d.word())
	return d.err()
}

func sameText(known string, b []byte) string {
	if string(b) == known {
		return known
	}
	return string(b)
}

// mentionsBody writes the mentions of one article.
func mentionsBody(list []schema.Mention) []byte {
	e := newEnc(16 + 96*len(list))
	e.num(int64(len(list)))
	for i := range list {
		m := &list[i]
		e.text(string(m.ID))
		e.text(string(m.Actor))
		e.text(m.Text)
		e.num(int64(m.Sentence))
		e.num(int64(m.Start))
		e.num(int64(m.End))
	}
	return e.b
}

func (d *dec) mentions(b []byte, article schema.ArticleID) ([]*schema.Mention, error) {
	d.open(b)
	n := d.count()
	block := make([]schema.Mention, n)
	list := make([]*schema.Mention, n)
	for i := range block {
		block[i] = schema.Mention{
			ID: schema.MentionID(d.text()), Article: article, Actor: schema.ActorID(d.word()), Text: d.text(),
			Sentence: int(d.num()), Start: int(d.num()), End: int(d.num()),
		}
		list[i] = &block[i]
	}
	return list, d.err()
}

// headBody writes an article without its text.
func headBody(a *schema.Article) []byte {
	e := newEnc(384)
	e.text(string(a.ID))
	e.text(a.Title)
	e.text(a.Language)
	e.date(a.Published)
	e.text(a.Source)
	e.text(a.URL)
	return e.b
}

func (d *dec) head(b []byte, a *schema.Article) error {
	d.open(b)
	a.ID = schema.ArticleID(d.text())
	a.Title = d.text()
	a.Language = d.word()
	a.Published = d.date()
	a.Source = d.word()
	a.URL = d.text()
	return d.err()
}

// changeBody writes what of a change is no column: its Before and After by id
// and version.
func changeBody(c *schema.Change) []byte {
	e := newEnc(192 + 24*len(c.Claims))
	e.text(string(c.ID))
	e.text(string(c.Kind))
	e.text(string(c.Relation))
	for _, r := range [...]*schema.Relation{c.Before, c.After} {
		if r == nil {
			e.num(0)
			continue
		}
		e.num(int64(r.Version))
		e.text(string(r.ID))
	}
	e.date(c.ValidDate)
	texts(e, c.Claims)
	e.time(c.RecordedAt)
	return e.b
}

// version names one version of a relation.
type version struct {
	id schema.RelationID
	n  int
}

// change reads a change without its Before and After, whose names it returns.
func (d *dec) change(b []byte, c *schema.Change) (before, after version, err error) {
	d.open(b)
	c.ID = schema.ChangeID(d.text())
	c.Kind = schema.ChangeKind(d.word())
	c.Relation = schema.RelationID(d.text())
	for _, v := range [...]*version{&before, &after} {
		if v.n = int(d.num()); v.n != 0 {
			v.id = schema.RelationID(d.text())
		}
	}
	c.ValidDate = d.date()
	c.Claims = readTexts[schema.ClaimID](d)
	c.RecordedAt = d.time()
	return before, after, d.err()
}
