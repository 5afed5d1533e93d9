export const roles = ["shopper", "warehouse", "manager", "admin"] as const;
export type Role = (typeof roles)[number];
export type StaffRole = Exclude<Role, "shopper">;

const rank: Record<Role, number> = { shopper: 0, warehouse: 1, manager: 2, admin: 3 };

/** Roles contain each other: a manager may do whatever the warehouse may, an admin everything. */
export const hasRole = (role: Role, needed: StaffRole): boolean => rank[role] >= rank[needed];
export const isStaff = (role: Role): role is StaffRole => role !== "shopper";
