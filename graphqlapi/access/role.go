package access

import (
	"slices"

	"rawabit/schema"
)

// Role is what somebody may do. A role may do what those before it may.
type Role string

// The roles, the least first.
const (
	Reader Role = "reader" // queries and subscriptions
	Editor Role = "editor" // also loads articles, reviews relations, merges and splits actors
	Admin  Role = "admin"  // also says what is sent to the outside: alert rules and deliveries
)

// Roles returns the roles, the least first.
func Roles() []Role { return []Role{Reader, Editor, Admin} }

// ParseRole returns the role of a name.
func ParseRole(name string) (Role, error) {
	if slices.Contains(Roles(), Role(name)) {
		return Role(name), nil
	}
	return "", schema.Errorf(schema.CodeInvalid, "role %q is none of reader, editor and admin", name)
}

// May reports whether the role includes another one. No role includes nothing.
func (r Role) May(need Role) bool {
	have := slices.Index(Roles(), r)
	return have >= 0 && have >= slices.Index(Roles(), need)
}
