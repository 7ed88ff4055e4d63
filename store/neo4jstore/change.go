package neo4jstore

import "rawabit/schema"

// changeProperties returns the properties of a change's node. The versions before
// and after it are stored as versions; type, modality and ends are there to be
// filtered by.
func changeProperties(c *schema.Change) properties {
	p := properties{
		"id": string(c.ID), "kind": string(c.Kind), "relation": string(c.Relation), "recordedAt": c.RecordedAt.UTC(), "cursor": c.Cursor,
	}
	p.date("validDate", c.ValidDate)
	if !c.ValidDate.IsZero() {
		p["validDay"] = int(c.ValidDate.Earliest())
	}
	putTexts(p, "claims", c.Claims)
	shown := c.After
	if shown == nil {
		shown = c.Before
	}
	if shown != nil {
		p["type"], p["modality"] = string(shown.Type), string(shown.Modality)
		p["source"], p["target"] = string(shown.Source), string(shown.Target)
	}
	if c.Before != nil {
		p["before"] = pastKey(c.Before.ID, c.Before.Version)
	}
	if c.After != nil {
		p["after"], p["version"] = pastKey(c.After.ID, c.After.Version), c.After.Version
	}
	return p
}

// decodeChange reads all properties of a change's node; nil for null.
func decodeChange(v any) *schema.Change {
	c := mapped(v)
	if c == nil {
		return nil
	}
	return &schema.Change{
		ID: schema.ChangeID(text(c["id"])), Kind: schema.ChangeKind(text(c["kind"])), Relation: schema.RelationID(text(c["relation"])), ValidDate: date(c["validDate"]),
		Claims: texts[schema.ClaimID](c["claims"]), RecordedAt: moment(c["recordedAt"]), Cursor: number(c["cursor"]),
	}
}
