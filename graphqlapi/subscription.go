package graphqlapi

import "rawabit/schema"

func (c *compiler) subscriptionAction(f *field, at *arguments) action {
	c.fail(schema.Errorf(schema.CodeInternal, "no one answers Subscription.%s", at.field))
	return nil
}
