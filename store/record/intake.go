package record

import (
	"cmp"
	"slices"
	"strconv"

	"rawabit/schema"
	"rawabit/store"
)

// intake is what a call of Record or Import brings, checked and cut to what is
// new, before recording times and positions are known.
type intake struct {
	Articles []schema.Article
	Actors   []schema.Actor // each once; those stored already are to be merged
	Mentions []schema.Mention
	Claims   []schema.Claim  // each once; those stored already are to be left out
	Outcomes []store.Outcome // one a reading, without changes
	// Ends are the actors that claims and mentions name, sorted, each once: they
	// must be among Actors or stored.
	Ends []schema.ActorID
}

// newIntake makes the intake of a batch of readings. stored tells the articles
// that are stored already; a second reading of an article in the batch counts as
// stored. It reports what cannot be recorded (INVALID_INPUT, INVALID_DATE,
// UNKNOWN_TYPE).
func newIntake(readings []schema.Reading, stored func(schema.ArticleID) bool) (*intake, error) {
	in := &intake{Outcomes: make([]store.Outcome, len(readings))}
	articles := map[schema.ArticleID]bool{}
	actors := map[schema.ActorID]int{}
	claims := map[schema.ClaimID]bool{}
	in.makeRoom(readings)
	for i := range readings {
		r := &readings[i]
		if err := checkArticle(&r.Article); err != nil {
			return nil, err
		}
		out := &in.Outcomes[i]
		out.Article = r.Article.ID
		if articles[r.Article.ID] || stored(r.Article.ID) {
			continue
		}
		articles[r.Article.ID] = true
		out.IsNew = true
		in.Articles = append(in.Articles, r.Article)
		for _, a := range r.Actors {
			if err := store.CheckActor(&a); err != nil {
				return nil, err
			}
			at, seen := actors[a.ID]
			if !seen {
				at = len(in.Actors)
				actors[a.ID] = at
				in.Actors = append(in.Actors, a)
			} else {
				in.Actors[at] = store.MergeActor(in.Actors[at], a)
			}
		}
		for _, m := range r.Mentions {
			m.Article = r.Article.ID
			in.Mentions = append(in.Mentions, m)
			in.Ends = append(in.Ends, m.Actor)
		}
		before := len(in.Claims)
		for _, list := range [...][]schema.Claim{r.Registry, r.Claims} {
			for _, c := range list {
				if err := in.addClaim(c, &r.Article, claims); err != nil {
					return nil, err
				}
			}
		}
		for _, c := range in.Claims[before:] {
			if c.Kind != schema.Registered {
				out.Claims++
			}
		}
	}
	in.sortEnds()
	return in, nil
}

// makeRoom makes room for what readings bring.
func (in *intake) makeRoom(readings []schema.Reading) {
	mentions, claims := 0, 0
	for i := range readings {
		mentions += len(readings[i].Mentions)
		claims += len(readings[i].Registry) + len(readings[i].Claims)
	}
	in.Articles = make([]schema.Article, 0, len(readings))
	in.Mentions = make([]schema.Mention, 0, mentions)
	in.Claims = make([]schema.Claim, 0, claims)
	in.Ends = make([]schema.ActorID, 0, mentions+2*claims)
}

func checkArticle(a *schema.Article) error {
	if a.ID == "" {
		return schema.Errorf(schema.CodeInvalid, "an article has no id")
	}
	if a.Published.IsZero() || !a.Published.Valid() {
		return schema.Errorf(schema.CodeInvalidDate, "article %s has no publication date that is in the calendar", a.ID)
	}
	return nil
}

func (in *intake) addClaim(c schema.Claim, article *schema.Article, seen map[schema.ClaimID]bool) error {
	if c.ID == "" {
		return schema.Errorf(schema.CodeInvalid, "a claim of article %s has no id", article.ID)
	}
	if seen[c.ID] {
		return nil
	}
	seen[c.ID] = true
	if c.Kind == "" {
		c.Kind = schema.Stated
	}
	if c.Kind == schema.Stated {
		c.Article = cmp.Or(c.Article, article.ID)
		if c.Published.IsZero() {
			c.Published = article.Published
		}
		if c.SourceHash == "" {
			c.SourceHash = schema.TextHash(article.Text)
		}
	}
	c.Canonical()
	if err := c.Validate(); err != nil {
		return err
	}
	in.Claims = append(in.Claims, c)
	in.addEnds(&c)
	return nil
}

func (in *intake) addEnds(c *schema.Claim) {
	for _, id := range [...]schema.ActorID{c.Source, c.Target} {
		if id != "" {
			in.Ends = append(in.Ends, id)
		}
	}
	for _, role := range c.Roles {
		in.Ends = append(in.Ends, role.Actor)
	}
}

func (in *intake) sortEnds() {
	slices.Sort(in.Ends)
	in.Ends = slices.Compact(in.Ends)
}

// newImport makes the intake of an import: each actor once, the last one of an
// id, and an asserted claim a relation, without ids, to be settled by assert.
func newImport(actors []schema.Actor, relations []schema.Relation) (*intake, error) {
	in := &intake{}
	at := map[schema.ActorID]int{}
	for _, a := range actors {
		if err := store.CheckActor(&a); err != nil {
			return nil, err
		}
		if i, seen := at[a.ID]; seen {
			in.Actors[i] = a
			continue
		}
		at[a.ID] = len(in.Actors)
		in.Actors = append(in.Actors, a)
	}
	place := make(map[schema.RelationID]int, len(relations))
	for i := range relations {
		r := &relations[i]
		if r.ID == "" {
			return nil, schema.Errorf(schema.CodeInvalid, "relation %d of the import has no id", i+1)
		}
		c := schema.Claim{
			Kind: schema.Asserted, Relation: r.ID, Type: r.Type, Source: r.Source, Target: r.Target, Roles: r.Roles,
			ValidFrom: r.ValidFrom, ValidTo: r.ValidTo, DateBasis: r.DateBasis, Ended: r.Ended,
			Modality: cmp.Or(r.Modality, schema.Actual), Office: r.Office, Confidence: r.Confidence,
		}
		if c.DateBasis == "" {
			c.DateBasis = schema.BasisExplicit
			if c.Span().Undated() {
				c.DateBasis = schema.BasisNone
			}
		}
		if c.Source == "" || c.Target == "" {
			return nil, schema.Errorf(schema.CodeInvalid, "relation %s has no source or no target", r.ID)
		}
		c.Canonical()
		c.ID = schema.ClaimID(r.ID) // for messages, until assert
		if err := c.Validate(); err != nil {
			return nil, err
		}
		in.addEnds(&c)
		if i, seen := place[r.ID]; seen {
			in.Claims[i] = c
			continue
		}
		place[r.ID] = len(in.Claims)
		in.Claims = append(in.Claims, c)
	}
	in.sortEnds()
	return in, nil
}

// assert settles the id of an asserted claim, given the former ones of its
// relation in their order. It reports whether the claim says anything new: a
// repetition of the last one does not.
func assert(c *schema.Claim, former []schema.Claim) bool {
	if n := len(former); n > 0 && sameAssertion(c, &former[n-1]) {
		return false
	}
	c.ID = schema.ClaimID(schema.HashID("c", "import", string(c.Relation), strconv.Itoa(len(former))))
	return true
}

func sameAssertion(a, b *schema.Claim) bool {
	return a.Type == b.Type && a.Source == b.Source && a.Target == b.Target && slices.Equal(a.Roles, b.Roles) &&
		a.ValidFrom == b.ValidFrom && a.ValidTo == b.ValidTo && a.DateBasis == b.DateBasis && a.Ended == b.Ended &&
		a.Modality == b.Modality && a.Office == b.Office && a.Confidence == b.Confidence
}

// missing returns the error for an actor that a batch names and nobody knows.
func missing(id schema.ActorID) error {
	return schema.Errorf(schema.CodeInvalid, "actor %q is named but neither stored nor part of the batch: actors come before, or with, what names them", id)
}

// distribute hands the changes of a batch to its outcomes: each to the first
// article of the batch that it has evidence from, else to the first new one.
// articleOf tells the article of a claim of the batch, "" for another.
func distribute(outcomes []store.Outcome, changes []schema.Change, articleOf func(schema.ClaimID) schema.ArticleID) {
	place := map[schema.ArticleID]int{}
	first := -1
	for i, out := range outcomes {
		if out.IsNew {
			place[out.Article] = i
			if first < 0 {
				first = i
			}
		}
	}
	if first < 0 {
		return
	}
	for _, change := range changes {
		at := len(outcomes)
		for _, id := range change.Claims {
			if i, ok := place[articleOf(id)]; ok {
				at = min(at, i)
			}
		}
		if at == len(outcomes) {
			at = first
		}
		outcomes[at].Changes = append(outcomes[at].Changes, change)
	}
}
