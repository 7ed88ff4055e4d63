package graphqlapi

import (
	"rawabit/graphqlapi/access"
	"rawabit/schema"
)

// roleOf returns the role that a field of Mutation needs: who edits the graph
// need not be trusted with what the server sends to the outside.
func roleOf(field string) access.Role {
	switch field {
	case "Mutation.createAlertRule", "Mutation.tryAlertRule", "Mutation.deleteAlertRule", "Mutation.replayDelivery":
		return access.Admin
	}
	return access.Editor
}

// allow refuses a mutation that whoever asks may not have done, before any of it
// is done.
func (a *API) allow(request *Request, p *plan) error {
	for i := range p.roots {
		r := &p.roots[i]
		if r.action == nil {
			continue
		}
		if need := roleOf(r.of); request.Role != "" && !request.Role.May(need) {
			return schema.Errorf(schema.CodeForbidden, "%s needs the role %s; yours is %s", r.of, need, request.Role)
		}
	}
	return nil
}
