package reread

import (
	"context"
	"slices"

	"rawabit/schema"
)

// decide takes a decision again.
func (c *copying) decide(ctx context.Context, was *schema.Decision) error {
	d := *was
	d.ID, d.Sequence = "", 0
	var reason error
	switch d.Kind {
	case schema.DecideReview:
		if d.Claims = c.claims(was.Claims); len(d.Claims) == 0 {
			reason = schema.Errorf(schema.CodeNotFound, "no sentence says now what it is about")
		}
	case schema.DecideSplit:
		// The claims follow from the mentions, and so does an actor that the split made.
		d.Claims = nil
		if d.Drop == schema.ActorID(schema.HashID("x", "split", string(was.ID))) {
			d.Drop = ""
		}
		if d.Mentions = c.mentions(was.Keep, was.Mentions); len(d.Mentions) == 0 {
			reason = schema.Errorf(schema.CodeNotFound, "the articles name the actor no more")
		}
	case schema.DecideUndo:
		d.Claims, d.Keep, d.Drop = nil, "", ""
		if d.Undoes = c.made[was.Undoes]; d.Undoes == "" {
			reason = schema.Errorf(schema.CodeNotFound, "the decision that it takes back was left out")
		}
	}
	if reason == nil {
		made, _, err := c.to.Decide(ctx, d)
		if err == nil {
			c.made[was.ID] = made.ID
			c.report.Decisions++
			return nil
		}
		switch schema.ErrorCode(err) {
		case schema.CodeNotFound, schema.CodeConflict, schema.CodeInvalid:
			reason = err // it is about actors or claims that are no more
		default:
			return err
		}
	}
	c.report.Left = append(c.report.Left, Left{*was, reason})
	return nil
}

// claims finds the claims that say now what others said, each once.
func (c *copying) claims(ids []schema.ClaimID) []schema.ClaimID {
	var out []schema.ClaimID
	for _, id := range ids {
		was := c.was[id]
		if was == nil {
			out = append(out, id) // of an import: it is as it was
			continue
		}
		if now := c.claim(was); now != "" && !slices.Contains(out, now) {
			out = append(out, now)
		}
	}
	return out
}

// claim finds the claim that says now what another said, "" if none does.
func (c *copying) claim(was *schema.Claim) schema.ClaimID {
	reading := c.is[was.Article]
	if reading == nil {
		return ""
	}
	var best *schema.Claim
	score := 0
	for i := range reading.Claims {
		now := &reading.Claims[i]
		if now.ID == was.ID {
			return was.ID
		}
		if now.Type != was.Type || now.Evidence.Start != was.Evidence.Start {
			continue
		}
		n := 1
		for _, same := range [...]bool{now.Source == was.Source, now.Target == was.Target, now.Modality == was.Modality, now.Evidence.FocusStart == was.Evidence.FocusStart} {
			if same {
				n++
			}
		}
		if n > score {
			best, score = now, n
		}
	}
	if best == nil {
		return ""
	}
	return best.ID
}

// mentions finds the mentions of an actor that stand now where others stood.
func (c *copying) mentions(actor schema.ActorID, ids []schema.MentionID) []schema.MentionID {
	var out []schema.MentionID
	for _, id := range ids {
		was := c.named[id]
		if was == nil || c.is[was.Article] == nil {
			continue
		}
		for _, now := range c.is[was.Article].Mentions {
			if now.Actor == actor && now.Start < was.End && was.Start < now.End && !slices.Contains(out, now.ID) {
				out = append(out, now.ID)
			}
		}
	}
	return out
}
