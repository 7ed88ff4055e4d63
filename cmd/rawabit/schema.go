package main

import (
	"bufio"
	"io"

	"rawabit/graphqlapi"
)

type schemaCommand struct {
	Format string `enum:"graphql,markdown" default:"graphql" help:"graphql: the schema itself; markdown: the reference page (default ${default})."`
}

// Run prints the GraphQL schema.
func (c *schemaCommand) Run(s *streams) error {
	out := bufio.NewWriter(s.out)
	var err error
	if c.Format == "markdown" {
		err = graphqlapi.WriteManual(out)
	} else {
		_, err = io.WriteString(out, graphqlapi.SchemaText())
	}
	if err != nil {
		return err
	}
	return out.Flush()
}
