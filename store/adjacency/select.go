package adjacency

import (
	"context"
	"slices"
	"time"

	"rawabit/schema"
	"rawabit/store"
)

// builder makes the nodes of one answer.
type builder struct {
	v   view
	ctx context.Context //nolint:containedctx // a builder lives as long as its query
}

// plain reports whether nothing beside an actor's own fields is wanted.
func plain(sel *store.ActorSelection) bool {
	return sel == nil || sel.PartOf == nil && sel.Relations == nil && sel.Neighbors == nil && sel.Counts == nil && sel.Articles == nil
}

// actor makes the node of an actor.
func (b *builder) actor(a *actor, sel *store.ActorSelection) (*store.ActorNode, error) {
	if plain(sel) {
		return &a.node, nil
	}
	node := &store.ActorNode{Actor: a.node.Actor}
	if sel.PartOf != nil && a.node.Actor.PartOf != "" {
		if outer := b.v.actor(a.node.Actor.PartOf); outer != nil {
			var err error
			if node.PartOf, err = b.actor(outer, sel.PartOf); err != nil {
				return nil, err
			}
		}
	}
	if len(sel.Relations) > 0 {
		node.Relations = make([]store.RelationPage, len(sel.Relations))
		for i := range sel.Relations {
			if err := b.relationsOf(a, &sel.Relations[i], &node.Relations[i]); err != nil {
				return nil, err
			}
		}
	}
	for i := range sel.Neighbors {
		page, err := b.neighbors(a, &sel.Neighbors[i])
		if err != nil {
			return nil, err
		}
		node.Neighbors = append(node.Neighbors, page)
	}
	for i := range sel.Counts {
		counts, err := b.counts(a, &sel.Counts[i])
		if err != nil {
			return nil, err
		}
		node.Counts = append(node.Counts, counts)
	}
	for i := range sel.Articles {
		field := &sel.Articles[i]
		page, err := b.articles(a.node.ID, ArticleList{}, field.Page, &field.Select)
		if err != nil {
			return nil, err
		}
		node.Articles = append(node.Articles, *page)
	}
	return node, nil
}

// relationsOf fills the page of a field of an actor.
func (b *builder) relationsOf(a *actor, field *store.RelationsField, page *store.RelationPage) error {
	f := b.v.filter(&field.Filter)
	members := &set{one: a.number}
	if field.Filter.Parts {
		members = b.v.set(a.node.ID, true)
	}
	l, err := f.listing(field.Order, field.Page)
	if err != nil {
		return err
	}
	if err := l.ofActors(b.ctx, members, field.Direction); err != nil {
		return err
	}
	return b.fill(page, l, &field.Select, field.Page.NoCursors)
}

// fill makes the page of a listing.
func (b *builder) fill(page *store.RelationPage, l *listing, sel *store.RelationSelection, noCursors bool) error {
	numbers, info := l.page()
	page.PageInfo = info
	var err error
	if page.Nodes, err = b.relations(numbers, l.f, sel); err != nil {
		return err
	}
	if noCursors {
		return nil
	}
	page.Cursors = make([]string, len(numbers))
	list := l.order.List()
	for i, n := range numbers {
		page.Cursors[i] = store.Cursor{List: list, Rank: l.rank(n), ID: b.v.id(n)}.Encode()
	}
	return nil
}

// relations makes the nodes of versions.
func (b *builder) relations(numbers []uint32, f *filter, sel *store.RelationSelection) ([]*store.RelationNode, error) {
	if len(numbers) == 0 {
		return nil, nil
	}
	if err := b.ctx.Err(); err != nil {
		return nil, timeout(err)
	}
	block := make([]store.RelationNode, len(numbers))
	nodes := make([]*store.RelationNode, len(numbers))
	for i, n := range numbers {
		nodes[i] = &block[i]
		if err := b.relation(&block[i], n, f.certainOn, sel); err != nil {
			return nil, err
		}
	}
	return nodes, nil
}

// version returns a version as the state has it: one that is current no more
// with the time when it ceased to be.
func (v view) version(n uint32) *schema.Relation {
	r := v.relation(n)
	retired := v.edge(n).retiredAt()
	if retired == 0 || retired > v.at {
		return r
	}
	past := *r
	past.RetractedAt = time.UnixMicro(retired).UTC()
	return &past
}

// relation makes the node of a version, certain as of a day.
func (b *builder) relation(node *store.RelationNode, n uint32, certainOn schema.Day, sel *store.RelationSelection) error {
	node.Relation = b.v.version(n)
	node.Certain = b.v.Graph.versions.certain(n, certainOn)
	if sel == nil {
		return nil
	}
	e := b.v.edge(n)
	return b.describe(node, b.v.actors.at(e.source), b.v.actors.at(e.target), certainOn, sel)
}

// describe adds to a node with its relation what was selected.
func (b *builder) describe(node *store.RelationNode, source, target *actor, certainOn schema.Day, sel *store.RelationSelection) error {
	var err error
	if sel.Source != nil {
		if node.Source, err = b.actor(source, sel.Source); err != nil {
			return err
		}
	}
	if sel.Target != nil {
		if node.Target, err = b.actor(target, sel.Target); err != nil {
			return err
		}
	}
	if sel.Others != nil || sel.Roles != nil {
		if err := b.participants(node, source, target, sel); err != nil {
			return err
		}
	}
	if len(sel.Evidence) > 0 || sel.Changes != nil {
		if err := b.grounds(node, sel); err != nil {
			return err
		}
	}
	if sel.FulfilledBy != nil && node.Relation.FulfilledBy != "" {
		node.FulfilledBy, err = b.relationOf(node.Relation.FulfilledBy, time.Time{}, certainOn, sel.FulfilledBy)
	}
	return err
}

func (b *builder) participants(node *store.RelationNode, source, target *actor, sel *store.RelationSelection) error {
	if len(sel.Others) > 0 {
		node.Others = make([]*store.ActorNode, len(sel.Others))
	}
	for i := range sel.Others {
		other := source
		switch sel.Others[i].Than {
		case node.Relation.Source:
			other = target
		case node.Relation.Target:
		default:
			continue
		}
		var err error
		if node.Others[i], err = b.actor(other, &sel.Others[i].Select); err != nil {
			return err
		}
	}
	if sel.Roles == nil {
		return nil
	}
	for _, role := range node.Relation.Roles {
		a := b.v.actor(role.Actor)
		if a == nil {
			continue
		}
		named, err := b.actor(a, sel.Roles)
		if err != nil {
			return err
		}
		node.Roles = append(node.Roles, store.RoleNode{Name: role.Name, Actor: named})
	}
	return nil
}

// grounds adds evidence and changes.
func (b *builder) grounds(node *store.RelationNode, sel *store.RelationSelection) error {
	for i := range sel.Evidence {
		evidence, err := b.evidence(node.Claims, sel.Evidence[i].First, &sel.Evidence[i].Article)
		if err != nil {
			return err
		}
		node.Evidence = append(node.Evidence, evidence)
	}
	if sel.Changes == nil {
		return nil
	}
	changes, err := b.v.library.ChangesOf(b.ctx, b.v.at, node.ID)
	if err != nil {
		return err
	}
	node.Changes = []store.ChangeNode{}
	for _, c := range changes {
		change, err := b.change(c, sel.Changes)
		if err != nil {
			return err
		}
		node.Changes = append(node.Changes, *change)
	}
	return nil
}

// evidence returns the first pieces of evidence among claims; claims without an
// article are none.
func (b *builder) evidence(ids []schema.ClaimID, first int, sel *store.ArticleSelection) ([]store.EvidenceNode, error) {
	out := []store.EvidenceNode{}
	// Imported claims stand among them at worst one by one, so a small surplus is
	// enough in all but odd cases, which go round again.
	for len(ids) > 0 && len(out) < first {
		some := ids[:min(len(ids), first-len(out)+4)]
		ids = ids[len(some):]
		claims, err := b.v.library.Claims(b.ctx, some)
		if err != nil {
			return nil, err
		}
		claims = slices.DeleteFunc(slices.Clone(claims), func(c *schema.Claim) bool { return c.Article == "" })
		claims = claims[:min(len(claims), first-len(out))]
		articles := make([]schema.ArticleID, len(claims))
		for i, c := range claims {
			articles[i] = c.Article
		}
		nodes, err := b.articleNodes(articles, sel)
		if err != nil {
			return nil, err
		}
		for i, c := range claims {
			if nodes[i] != nil {
				out = append(out, store.EvidenceNode{Claim: c, Article: nodes[i]})
			}
		}
	}
	return out, nil
}
