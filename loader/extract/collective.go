package extract

import "rawabit/schema"

// together are the deeds that «we» do and suffer as the side of who speaks, not as
// he himself.
var together = map[schema.RelationType]bool{
	schema.Attacked: true, schema.Killed: true, schema.Detained: true, schema.Fights: true, schema.Captured: true, schema.Controls: true, schema.PresentIn: true,
	schema.DeployedTo: true, schema.WithdrewFrom: true, schema.Supports: true, schema.Aided: true, schema.Sanctioned: true, schema.CooperatesWith: true, schema.AgreedWith: true,
}

// collective puts in the place of a person who says «we» of a deed that nobody does
// alone whom he speaks for: «قال الرئيس: نحن نحارب», «قتلنا جنودا». Of who speaks for
// nobody that is known, nothing is told.
func (r *reader) collective(list []*entity, t schema.RelationType) []*entity {
	if len(list) != 1 || list[0].Type != schema.Person || !together[t] {
		return list
	}
	if force := r.spokenFor(list[0]); force != nil {
		return []*entity{force}
	}
	if side := r.side(list[0]); side != nil {
		return []*entity{side}
	}
	for _, o := range r.officesOf[list[0]] {
		if o.body != nil && o.body.Type == schema.Organization {
			return []*entity{o.body}
		}
	}
	if byForce(t) || t == schema.Killed || t == schema.Detained {
		return nil
	}
	return list
}
