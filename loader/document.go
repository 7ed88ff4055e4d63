package loader

import (
	"strings"

	"rawabit/loader/extract"
	"rawabit/schema"
)

// Document is what `rawabit extract` prints for an article: its actors, and its
// claims with those of one occasion joined. No state rule is applied and no edge
// derived.
type Document struct {
	ID        string        `json:"id"`
	Article   DocArticle    `json:"article"`
	Actors    []DocActor    `json:"actors"`
	Relations []DocRelation `json:"relations"`
}

// DocArticle is the article of a document. Offsets elsewhere are bytes into its
// Text.
type DocArticle struct {
	ID        schema.ArticleID `json:"id"`
	Title     string           `json:"title"`
	Language  string           `json:"language"`
	Published schema.Date      `json:"published"`
	Source    string           `json:"source"`
	URL       string           `json:"url"`
	Text      string           `json:"text"`
}

// DocActor is an actor that the article names.
type DocActor struct {
	ID       schema.ActorID    `json:"id"`
	Name     string            `json:"name"`
	Names    map[string]string `json:"names"`
	Type     schema.ActorType  `json:"type"`
	Wikidata *string           `json:"wikidata"`
	PartOf   *schema.ActorID   `json:"partOf"`
	Known    bool              `json:"known"`
	Mentions []DocMention      `json:"mentions"`
}

// DocMention is a span that names an actor.
type DocMention struct {
	Text     string `json:"text"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Sentence int    `json:"sentence"`
}

// DocRelation is what the article says of one occasion. Source or Target is null
// where it names no such actor.
type DocRelation struct {
	ID           schema.RelationID         `json:"id"`
	Type         schema.RelationType       `json:"type"`
	Source       *schema.ActorID           `json:"source"`
	Target       *schema.ActorID           `json:"target"`
	Roles        map[string]schema.ActorID `json:"roles"`
	ValidFrom    schema.Date               `json:"validFrom"`
	ValidTo      schema.Date               `json:"validTo"`
	DateBasis    schema.DateBasis          `json:"dateBasis"`
	Ended        bool                      `json:"ended"`
	Modality     schema.Modality           `json:"modality"`
	AttributedTo *string                   `json:"attributedTo"`
	Confidence   float64                   `json:"confidence"`
	Evidence     []schema.Evidence         `json:"evidence"`
}

// NewDocument arranges a reading for printing. id is the caller's id.
func NewDocument(id string, r *schema.Reading) *Document {
	d := &Document{
		ID: id,
		Article: DocArticle{
			ID: r.Article.ID, Title: r.Article.Title, Language: r.Article.Language, Published: r.Article.Published,
			Source: r.Article.Source, URL: r.Article.URL, Text: r.Article.Text,
		},
		Actors: []DocActor{}, Relations: []DocRelation{},
	}
	if id == "" {
		d.ID = string(r.Article.ID)
	}
	index := map[schema.ActorID]int{}
	named := map[schema.ActorID]bool{}
	for _, m := range r.Mentions {
		named[m.Actor] = true
	}
	for _, c := range r.Claims {
		named[c.Source], named[c.Target] = true, true
	}
	for _, a := range r.Actors {
		if !named[a.ID] {
			continue // only a container of what is named
		}
		index[a.ID] = len(d.Actors)
		d.Actors = append(d.Actors, docActor(a))
	}
	for _, m := range r.Mentions {
		if i, ok := index[m.Actor]; ok {
			d.Actors[i].Mentions = append(d.Actors[i].Mentions, DocMention{Text: m.Text, Start: m.Start, End: m.End, Sentence: m.Sentence})
		}
	}
	for _, group := range Occasions(r.Claims, r.Actors) {
		if strings.HasPrefix(group[0].Evidence.Rule, extract.OrganRule) && len(group) == 1 {
			continue // the actor's PartOf says it
		}
		d.Relations = append(d.Relations, docRelation(group))
	}
	return d
}

func docActor(a schema.Actor) DocActor {
	out := DocActor{ID: a.ID, Name: a.Name, Names: map[string]string{}, Type: a.Type, Known: a.Known, Mentions: []DocMention{}}
	if a.NameAr != "" {
		out.Names["ar"] = a.NameAr
	}
	if a.NameEn != "" {
		out.Names["en"] = a.NameEn
	}
	if a.Wikidata != "" {
		out.Wikidata = &a.Wikidata
	}
	if a.PartOf != "" {
		out.PartOf = &a.PartOf
	}
	return out
}

func docRelation(group []*schema.Claim) DocRelation {
	lead := leading(group)
	out := DocRelation{
		ID: schema.RelationID(schema.HashID("r", string(least(group)))), Type: lead.Type, Roles: map[string]schema.ActorID{},
		ValidFrom: lead.ValidFrom, ValidTo: lead.ValidTo, DateBasis: lead.DateBasis, Modality: lead.Modality, Evidence: []schema.Evidence{},
	}
	if lead.Source != "" {
		out.Source = &lead.Source
	}
	if lead.Target != "" {
		out.Target = &lead.Target
	}
	if lead.AttributedTo != "" {
		out.AttributedTo = &lead.AttributedTo
	}
	doubt := 1.0
	for _, c := range group {
		out.Ended = out.Ended || c.Ended
		for _, role := range c.Roles {
			if _, ok := out.Roles[role.Name]; !ok {
				out.Roles[role.Name] = role.Actor
			}
		}
		if c.AttributedTo == "" {
			out.AttributedTo = nil // the article itself says so somewhere
		}
		doubt = min(doubt, 1-c.Confidence)
		out.Evidence = append(out.Evidence, c.Evidence)
	}
	out.Confidence = float64(int((1-doubt)*100+0.5)) / 100
	return out
}
